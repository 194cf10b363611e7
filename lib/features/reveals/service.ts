/** Releasing a colleague who has looked at many people within an hour: one tap of somebody who leads or is on call. */
import 'server-only'
import type { Actor } from '../../domain/policy/roles.ts'
import { granted, refused, type Outcome } from '../../domain/refusal.ts'
import { act } from '../../server/act/act.ts'
import type { SubmittedForm } from '../../server/act/submission.ts'
import type { ReleaseLooksInput } from './schema.ts'
import { insertRelease } from './store.ts'

/** Says that somebody's many looks are well; they are counted anew from now on. Nobody releases themselves. */
export async function releaseLooks(
  actor: Actor,
  input: ReleaseLooksInput,
  form: SubmittedForm,
): Promise<Outcome<null>> {
  const fact = { action: 'look.release', subject: { kind: 'person', id: input.personId } } as const
  return act(
    actor,
    fact,
    async (tx, door) => {
      if (door.subjectId === door.personId) return refused('same-person')
      await insertRelease(tx, input.id, door.subjectId, door.personId)
      return granted(null)
    },
    form,
  )
}
