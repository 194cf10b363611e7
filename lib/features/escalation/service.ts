/**
 * What the house does when an alert rings and nobody answers: every ten minutes it rings one rung further up, for the next
 * on the rota, the supervisors, the directors. As the system, for the purpose of escalation only.
 */
import 'server-only'
import type { SystemActor } from '../../domain/policy/roles.ts'
import { granted, refused, type Outcome } from '../../domain/refusal.ts'
import { nextRing, type NextRing } from '../../domain/work/ladder.ts'
import { act } from '../../server/act/act.ts'
import { announceTo } from '../../server/live/announce.ts'
import { logBug } from '../../server/log.ts'
import { findRaisings, insertRings, listUnanswered, lockRaising, type Ringing } from './store.ts'

const SYSTEM: SystemActor = { kind: 'system', purpose: 'escalation' }

/**
 * Looks once through all that rings, and lets ring further up what is due. Each raising is a transaction and an entry of its
 * own: one that fails keeps no other back.
 *
 * @returns how many raisings went a rung further
 * @throws when one of them failed; whoever looks next tries it again
 */
export async function escalate(): Promise<number> {
  let climbed = 0
  let failed = 0
  for (const { raising, next } of await findDue()) {
    try {
      if (await climb(raising, next.step)) climbed += 1
    } catch (error) {
      logBug('escalation', error)
      failed += 1
    }
  }
  if (failed > 0) throw new Error(`${String(failed)} alerts could not be escalated`)
  return climbed
}

type Due = { readonly raising: Ringing; readonly next: NextRing }

async function findDue(): Promise<readonly Due[]> {
  const fact = { action: 'alert.watch', subject: { kind: 'list' } } as const
  const outcome = await act(SYSTEM, fact, async (tx, door) => {
    const ringing = await listUnanswered(tx)
    return granted(
      ringing.flatMap((raising) => {
        const next = nextRing(raising, raising.ladder, door.now)
        return next === null ? [] : [{ raising, next }]
      }),
    )
  })
  if (!outcome.ok) throw new Error(`${fact.action} was ${outcome.refusal}`)
  return outcome.value
}

/** Because of whoever raised it: they are the causer in the log. False when another server, or an answer, came first. */
async function climb({ id, raisedBy, subjectId }: Ringing, step: NextRing['step']): Promise<boolean> {
  const actor = { ...SYSTEM, causer: raisedBy }
  const detail = { raising: id, step }
  const fact = { action: 'alert.escalate', subject: { kind: 'list' }, detail } as const
  const outcome: Outcome<null> = await act(actor, fact, async (tx, door) => {
    door.concerns(subjectId)
    await lockRaising(tx, id)
    const [raising] = await findRaisings(tx, [id])
    const next = raising === undefined ? null : nextRing(raising, raising.ladder, door.now)
    if (next?.step !== step) return refused('already-decided')
    await insertRings(tx, id, next)
    await announceTo(tx, { team: '', workers: next.people })
    return granted(null)
  })
  if (!outcome.ok && outcome.refusal !== 'already-decided') {
    throw new Error(`${fact.action} was ${outcome.refusal}`)
  }
  return outcome.ok
}
