/** Recording a screening: whether somebody is sent, and whether somebody is forced. */
import 'server-only'
import { occurredBy } from '../../domain/calendar/occurrence.ts'
import { screeningResult } from '../../domain/pathway/screening-result.ts'
import type { Actor } from '../../domain/policy/roles.ts'
import { granted, type Outcome } from '../../domain/refusal.ts'
import { act } from '../../server/act/act.ts'
import type { SubmittedForm } from '../../server/act/submission.ts'
import { settleRequirements } from '../tasks/effects.ts'
import type { ScreeningInput } from './schema.ts'
import { insertScreening } from './store.ts'

/** Adds a screening to a case in reach; its result is the worse of its two answers. */
export async function recordScreening(
  actor: Actor,
  input: ScreeningInput,
  form: SubmittedForm,
): Promise<Outcome<null>> {
  const { caseId, id, infiltration, coercion, explanation } = input
  const result = screeningResult(infiltration, coercion)
  const fact = {
    action: 'screening.record',
    subject: { kind: 'case', id: caseId },
    detail: { screening: id, result },
  } as const
  return act(
    actor,
    fact,
    async (tx, door) => {
      const occurred = occurredBy(input.occurredOn, door.today)
      if (!occurred.ok) return occurred
      const screening = { id, infiltration, coercion, result, explanation, occurred: occurred.value }
      await insertScreening(tx, door.subjectId, door.personId, screening)
      await settleRequirements(tx, door)
      return granted(null)
    },
    form,
  )
}
