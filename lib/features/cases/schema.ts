/** What a new case asks, and what may be corrected about a person. */
import { z } from 'zod'
import { isDay, parsePartialDate } from '../../domain/calendar/partial-date.ts'
import { CODE_SHAPE } from '../../domain/code-name.ts'
import {
  ANSWERS,
  CHANNELS,
  DISTRICTS,
  GROUPS,
  SECTORS,
  SEXES,
  VISA_PURPOSES,
} from '../../domain/pathway/vocabulary.ts'
import { cleanLine } from '../../domain/text/clean-text.ts'

export const NAME_LENGTH = 120
export const LINE_LENGTH = 300

const name = z.string().overwrite(cleanLine).max(NAME_LENGTH)
const line = z.string().overwrite(cleanLine).max(LINE_LENGTH)
const partialDate = z
  .string()
  .trim()
  .min(1, 'required')
  .refine((text) => parsePartialDate(text) !== null, 'not-a-date')
const caseCode = z
  .string()
  .overwrite((text) => cleanLine(text).toLowerCase())
  .refine((text) => text === '' || CODE_SHAPE.test(text), 'no-such-case')

/** Who it is about. All of it may be unknown at first contact. */
const person = {
  hangul: name,
  latin: name,
  cyrillic: name,
  aliases: line,
  phone: name,
  guardian: line,
  birthYear: z.number().int().min(1900).max(2100).nullable(),
}

/** Closed words that lists and statistics may know. */
const background = {
  group: z.enum(GROUPS),
  sector: z.enum(SECTORS),
  sex: z.enum(SEXES),
  federalDistrict: z.enum(DISTRICTS),
  enlisted: z.enum(ANSWERS),
  visaPurpose: z.enum(VISA_PURPOSES),
  passportWithheld: z.enum(ANSWERS),
  wagesWithheld: z.enum(ANSWERS),
}

const firstContact = {
  occurredOn: partialDate,
  channel: z.enum(CHANNELS),
  civicGroup: z.string().overwrite(cleanLine).min(1).max(NAME_LENGTH),
  safeHours: name,
  safeWay: line,
}

export const createCaseSchema = z.object({
  id: z.uuid(),
  ...background,
  ...person,
  ...firstContact,
  /** Code of a case whose household this person escapes with, or nothing. */
  householdOf: caseCode,
  /** Null for a caseworker, who takes the case. */
  workerId: z.uuid().nullable(),
})
export type CreateCaseInput = z.output<typeof createCaseSchema>

export const editCaseSchema = z.object({ caseId: z.uuid(), ...background, ...person })
export type EditCaseInput = z.output<typeof editCaseSchema>

export const onCaseSchema = z.object({ caseId: z.uuid() })
export type OnCaseInput = z.output<typeof onCaseSchema>

/** A colleague who may carry a case. */
export type Worker = { readonly id: string; readonly name: string }

/** The names of one person, opened by one tap. */
export type Names = {
  readonly hangul: string
  readonly latin: string
  readonly cyrillic: string
  readonly aliases: string
  readonly birthYear: string
  readonly phone: string
  readonly guardian: string
}

/** What the form that corrects a person starts from. */
export type OpenedIdentity = {
  readonly version: number
  readonly values: Omit<z.input<typeof editCaseSchema>, 'caseId'>
  readonly draft: unknown
}

/** What the page of a new case needs. */
export type NewCasePage = {
  readonly today: string
  /** Whom the case may be given to; empty when it stays with who opens it. */
  readonly workers: readonly Worker[]
  readonly draft: unknown
}

/** The year that a stored text says, or null. */
export function yearOf(text: string): number | null {
  return isDay(`${text}-01-01`) ? Number(text) : null
}
