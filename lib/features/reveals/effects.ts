/** What other slices ask whenever they show who somebody is, or where: to count it. Every such look passes here. */
import 'server-only'
import type { Standing } from '../../domain/policy/decide.ts'
import type { Revealed } from '../../domain/policy/break-glass.ts'
import { judgeLook } from '../../domain/policy/rate-watch.ts'
import type { Outcome } from '../../domain/refusal.ts'
import type { Door } from '../../server/act/act.ts'
import type { Tx } from '../../server/act/tx.ts'
import { raiseAbout } from '../alerts/effects.ts'
import { insertReveal, readLooks, writeLookLimit } from './store.ts'

/**
 * Counts one look at a case, or refuses it. Name and phone of a case are one identity. Beyond the limit of the hour it
 * rings for who leads the team, at once, and the refused look stays in the log.
 *
 * @returns `too-many-looks` until somebody else releases whoever looks, or `step-up` for the own worker of a case in danger
 */
export async function countReveal(
  tx: Tx,
  door: Door,
  look: {
    readonly caseId: string
    readonly what: Revealed
    /** How whoever looks stands to the case; left out where the fact is about that case. */
    readonly standing?: Standing
  },
): Promise<Outcome<null>> {
  const { actor, personId, now } = door
  const { standing = door.standing, ...counted } = look
  if (actor.kind !== 'person') throw new Error('nobody looks')
  const { limit, ...looks } = await readLooks(tx, personId, counted)
  const judged = judgeLook(looks, limit, standing, actor.provedAt, now)
  if (judged.ok) await insertReveal(tx, { ...counted, id: crypto.randomUUID(), personId })
  else if (judged.refusal === 'too-many-looks') {
    await raiseAbout(tx, { kind: 'too-many-looks', about: personId, raisedBy: personId, now })
    door.keepRefused()
  }
  return judged
}

/** Sets how many identities and addresses one person may look at within an hour. */
export async function setLookLimit(tx: Tx, limit: number): Promise<void> {
  await writeLookLimit(tx, limit)
}
