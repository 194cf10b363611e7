/** A colleague's phone was seized: whoever learns of it ends their sessions in one step, and it rings. */
import 'server-only'
import type { Actor } from '../../domain/policy/roles.ts'
import { granted, refused, type Outcome } from '../../domain/refusal.ts'
import { act } from '../../server/act/act.ts'
import type { SubmittedForm } from '../../server/act/submission.ts'
import { raiseSeizure } from '../alerts/effects.ts'
import { endSessionsOf } from '../sign-in/effects.ts'
import type { Colleague, SeizedInput } from './schema.ts'
import { listColleagues } from './store.ts'

/** Whose sessions whoever asks can end. */
export async function readColleagues(actor: Actor): Promise<Outcome<readonly Colleague[]>> {
  return act(actor, { action: 'colleague.list', subject: { kind: 'list' } }, async (tx, door) =>
    granted(await listColleagues(tx, door.scope)),
  )
}

/**
 * Ends every session of a colleague. Nothing is asked and nobody waits: it is recorded, and it rings for whoever leads the
 * team. One's own are ended on the page of one's account.
 */
export async function endSessions(
  actor: Actor,
  input: SeizedInput,
  form: SubmittedForm,
): Promise<Outcome<{ ended: number }>> {
  const fact = { action: 'session.end-others', subject: { kind: 'person', id: input.personId } } as const
  return act(
    actor,
    fact,
    async (tx, door) => {
      if (door.subjectId === door.personId) return refused('same-person')
      const ended = await endSessionsOf(tx, door.subjectId)
      await raiseSeizure(tx, { about: door.subjectId, raisedBy: door.personId, now: door.now })
      return granted({ ended })
    },
    form,
  )
}
