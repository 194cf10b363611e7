/** What other slices may ask of sessions inside their own transaction: that somebody has none any more. */
import 'server-only'
import type { Tx } from '../../server/act/tx.ts'
import { announceEnd } from '../../server/live/announce.ts'
import { endEverySession } from './store.ts'

/** Ends every session of a person, and what they watch live with it. Returns how many were alive. */
export async function endSessionsOf(tx: Tx, personId: string): Promise<number> {
  const ended = await endEverySession(tx, personId)
  await announceEnd(tx, personId)
  return ended
}
