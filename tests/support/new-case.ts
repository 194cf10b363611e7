/** A filled form of a new case, and a case opened with it through the service as a worker would. */
import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { Actor } from '../../lib/domain/policy/roles.ts'
import type { Outcome } from '../../lib/domain/refusal.ts'
import { createCaseSchema } from '../../lib/features/cases/schema.ts'
import { createCase } from '../../lib/features/cases/service.ts'
import { formOf } from './cast.ts'

export type NewCaseForm = z.input<typeof createCaseSchema>

/** The values of the worked example of the handbook, with fresh ids; nothing of the person is known yet. */
export function filledCase(change: Partial<NewCaseForm> = {}): NewCaseForm {
  return {
    id: randomUUID(),
    group: 'dispatched-worker',
    sector: 'construction',
    sex: 'male',
    federalDistrict: 'far-eastern',
    enlisted: 'yes',
    visaPurpose: 'study',
    passportWithheld: 'yes',
    wagesWithheld: 'unknown',
    hangul: '',
    latin: '',
    cyrillic: '',
    aliases: '',
    phone: '',
    guardian: '',
    birthYear: null,
    occurredOn: '2021-09',
    channel: 'messenger',
    civicGroup: 'A civic group',
    safeHours: '20:30 to 22:00',
    safeWay: 'Write first',
    householdOf: '',
    workerId: null,
    ...change,
  }
}

/** Sends the form; the same key sends it again. */
export function sendCase(
  actor: Actor,
  values: NewCaseForm,
  key: string = randomUUID(),
): Promise<Outcome<{ code: string }>> {
  return createCase(actor, createCaseSchema.parse(values), formOf(values, { key }))
}

/** Opens a case and returns its id and code; throws when it is refused. */
export async function openedCase(
  actor: Actor,
  change: Partial<NewCaseForm> = {},
): Promise<{ id: string; code: string }> {
  const values = filledCase(change)
  const outcome = await sendCase(actor, values)
  if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome)}`)
  return { id: values.id, code: outcome.value.code }
}
