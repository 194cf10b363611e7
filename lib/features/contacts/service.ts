/** Recording a contact: the person was reached, or somebody tried. */
import 'server-only'
import { occurredBy } from '../../domain/calendar/occurrence.ts'
import type { Actor } from '../../domain/policy/roles.ts'
import { granted, type Outcome } from '../../domain/refusal.ts'
import { act } from '../../server/act/act.ts'
import type { SubmittedForm } from '../../server/act/submission.ts'
import { settleRequirements } from '../tasks/effects.ts'
import type { ContactInput } from './schema.ts'
import { insertContact } from './store.ts'

/** Adds a contact, or an attempt that failed, to a case in reach. */
export async function recordContact(
  actor: Actor,
  input: ContactInput,
  form: SubmittedForm,
): Promise<Outcome<null>> {
  const { caseId, id, result, channel, civicGroup, safeHours, safeWay } = input
  const fact = {
    action: 'contact.record',
    subject: { kind: 'case', id: caseId },
    detail: { contact: id, result, channel },
  } as const
  return act(
    actor,
    fact,
    async (tx, door) => {
      const occurred = occurredBy(input.occurredOn, door.today)
      if (!occurred.ok) return occurred
      const contact = { id, channel, civicGroup, safeHours, safeWay, reached: result === 'reached' }
      await insertContact(tx, door.subjectId, door.personId, { ...contact, occurred: occurred.value })
      await settleRequirements(tx, door)
      return granted(null)
    },
    form,
  )
}
