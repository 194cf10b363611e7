/** What other slices may ask of break-glass inside their own transaction: whether a case is open to somebody now. */
import 'server-only'
import { judgeBreakGlass } from '../../domain/policy/break-glass.ts'
import type { Door } from '../../server/act/act.ts'
import type { Tx } from '../../server/act/tx.ts'
import { isUsable, readNewestRequest } from '../four-eyes/effects.ts'
import type { GlassWay, OpenGlass } from './schema.ts'
import { findOpen, listEarlier } from './store.ts'

/** The half hour in which a case is open to a person, or null. */
export async function readOpenGlass(tx: Tx, caseId: string, personId: string): Promise<OpenGlass | null> {
  const open = await findOpen(tx, caseId, personId)
  return open === null ? null : { id: open.id, untilAt: open.untilAt.toISOString() }
}

/**
 * How whoever looks may open a case now: at once, or after asking a second person because another case is open to them, or
 * not before that person has decided.
 */
export async function readGlassWay(tx: Tx, door: Door): Promise<GlassWay> {
  const about = { kind: 'break-glass', caseId: door.subjectId } as const
  const asked = { caseId: door.subjectId, critical: door.standing.critical }
  const judged = judgeBreakGlass(
    { ...asked, approved: false },
    await listEarlier(tx, door.personId),
    door.now,
  )
  if (judged.ok || judged.refusal !== 'one-at-a-time') return 'open'
  const newest = await readNewestRequest(tx, { ...about, askedBy: door.personId })
  if (newest === null) return 'ask'
  if (isUsable(newest, door)) return 'open'
  return newest.decision === null && newest.expiresAt > door.now ? 'waits' : 'ask'
}
