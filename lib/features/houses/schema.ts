/** What a safe house and a place in it are. The address goes in and never comes out in a list. */
import { z } from 'zod'
import { isDay } from '../../domain/calendar/partial-date.ts'
import { hasFields } from '../../domain/field-problem.ts'
import { MIN_REASON_LENGTH } from '../../domain/pathway/spells.ts'
import { DISTRICTS, HOUSE_KINDS, type District, type HouseKind } from '../../domain/pathway/vocabulary.ts'
import { cleanLine, cleanText } from '../../domain/text/clean-text.ts'

export const ADDRESS_LENGTH = 300
export const REASON_LENGTH = 1_000
/** The database asks for the same. */
export const MOST_BEDS = 99

export const houseSchema = z.object({
  id: z.uuid(),
  kind: z.enum(HOUSE_KINDS),
  district: z.enum(DISTRICTS),
  capacity: z.number().int().min(1).max(MOST_BEDS),
  address: z.string().overwrite(cleanLine).max(ADDRESS_LENGTH),
})
export type HouseInput = z.output<typeof houseSchema>

export const placementSchema = z
  .object({
    caseId: z.uuid(),
    id: z.uuid(),
    houseId: z.uuid(),
    since: z.string().min(1).refine(isDay, 'not-a-date'),
    emergency: z.boolean(),
    reason: z.string().overwrite(cleanText).max(REASON_LENGTH),
  })
  .refine(({ emergency, reason }) => !emergency || reason !== '', {
    path: ['reason'],
    message: 'required',
    when: hasFields,
  })
  .refine(({ emergency, reason }) => !emergency || reason === '' || reason.length >= MIN_REASON_LENGTH, {
    path: ['reason'],
    message: 'too-short',
  })
export type PlacementInput = z.output<typeof placementSchema>

export const onCaseSchema = z.object({ caseId: z.uuid() })
export type OnCaseInput = z.output<typeof onCaseSchema>

/** Where somebody lives; the address is empty where nobody wrote it down. */
export type Home = { readonly code: string; readonly address: string }

/** A house as lists show it. */
export type HouseDto = {
  readonly id: string
  readonly code: string
  readonly kind: HouseKind
  readonly district: District
  readonly capacity: number
  /** Beds that nobody has from today on. */
  readonly free: number
  readonly compromised: boolean
}

export type HousesPage = {
  readonly houses: readonly HouseDto[]
  readonly mayCreate: boolean
  readonly draft: unknown
}
