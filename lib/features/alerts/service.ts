/** Alerts: saying that one was seen. */
import 'server-only'
import type { Actor } from '../../domain/policy/roles.ts'
import { granted, refused, type Outcome } from '../../domain/refusal.ts'
import { act } from '../../server/act/act.ts'
import type { SubmittedForm } from '../../server/act/submission.ts'
import type { AlertSeenInput } from './schema.ts'
import { stopRinging } from './store.ts'

/**
 * Says that an alert was seen. About oneself and not about the case: it rang for this person, and stays theirs when
 * the duty has ended since or the case was never in their reach.
 */
export async function acknowledgeAlert(
  actor: Actor,
  input: AlertSeenInput,
  form: SubmittedForm,
): Promise<Outcome<null>> {
  const fact = {
    action: 'alert.acknowledge',
    subject: { kind: 'self' },
    detail: { alert: input.alertId },
  } as const
  return act(
    actor,
    fact,
    async (tx, door) => {
      const answer = await stopRinging(tx, input.alertId, door.personId)
      if (answer === 'stopped') return granted(null)
      return refused(answer === 'already' ? 'already-decided' : 'absent')
    },
    form,
  )
}
