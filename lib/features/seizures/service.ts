/** A colleague's phone was seized: whoever learns of it ends their sessions in one step, and it rings. */
import 'server-only'
import { judgeProofs } from '../../domain/policy/proofs.ts'
import type { Actor, PersonActor } from '../../domain/policy/roles.ts'
import { asksForProof } from '../../domain/work/seizures.ts'
import { granted, refused, type Outcome } from '../../domain/refusal.ts'
import { act } from '../../server/act/act.ts'
import type { SubmittedForm } from '../../server/act/submission.ts'
import { raiseAbout } from '../alerts/effects.ts'
import { endSessionsOf } from '../sign-in/effects.ts'
import type { Colleague, SeizedInput } from './schema.ts'
import { countEarlier, listColleagues } from './store.ts'

/** Whose sessions whoever asks can end. */
export async function readColleagues(actor: Actor): Promise<Outcome<readonly Colleague[]>> {
  return act(actor, { action: 'colleague.list', subject: { kind: 'list' } }, async (tx, door) =>
    granted(await listColleagues(tx, door.scope)),
  )
}

/**
 * Ends every session of a colleague. Nobody waits: it is recorded, and it rings for whoever leads the team. Nothing is
 * asked, but of whoever did it twice just now: they prove that it is them. One's own are ended on the page of one's account.
 */
export async function endSessions(
  actor: PersonActor,
  input: SeizedInput,
  form: SubmittedForm,
): Promise<Outcome<{ ended: number }>> {
  const fact = { action: 'session.end-others', subject: { kind: 'person', id: input.personId } } as const
  return act(
    actor,
    fact,
    async (tx, door) => {
      if (door.subjectId === door.personId) return refused('same-person')
      if (asksForProof(await countEarlier(tx, door.personId, form.key))) {
        const proved = judgeProofs(['stepUp'], actor, { now: door.now, reason: null })
        if (!proved.ok) return proved
      }
      const ended = await endSessionsOf(tx, door.subjectId)
      await raiseAbout(tx, {
        kind: 'phone-seized',
        about: door.subjectId,
        raisedBy: door.personId,
        now: door.now,
      })
      return granted({ ended })
    },
    form,
  )
}
