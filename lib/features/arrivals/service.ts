/** Recording that somebody has arrived: the one thing that the last gate asks. */
import 'server-only'
import { occurredBy } from '../../domain/calendar/occurrence.ts'
import type { Actor } from '../../domain/policy/roles.ts'
import { granted, type Outcome } from '../../domain/refusal.ts'
import { act } from '../../server/act/act.ts'
import type { SubmittedForm } from '../../server/act/submission.ts'
import { settleRequirements } from '../tasks/effects.ts'
import type { ArrivalInput } from './schema.ts'
import { insertArrival } from './store.ts'

/** Adds a confirmed arrival to a case in reach. */
export async function recordArrival(
  actor: Actor,
  input: ArrivalInput,
  form: SubmittedForm,
): Promise<Outcome<null>> {
  const { caseId, id, confirmedBy } = input
  const fact = {
    action: 'arrival.record',
    subject: { kind: 'case', id: caseId },
    detail: { arrival: id },
  } as const
  return act(
    actor,
    fact,
    async (tx, door) => {
      const occurred = occurredBy(input.occurredOn, door.today)
      if (!occurred.ok) return occurred
      await insertArrival(tx, door.subjectId, door.personId, { id, confirmedBy, occurred: occurred.value })
      await settleRequirements(tx, door)
      return granted(null)
    },
    form,
  )
}
