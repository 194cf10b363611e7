/**
 * Says at commit that something changed on a case, or that somebody's sessions ended: ids of the team and of the people it
 * concerns, nothing else.
 */
import 'server-only'
import type { Fact } from '../../domain/audit/facts.ts'
import type { Tx } from '../act/tx.ts'

export const CHANNEL = 'causeway_changed'

/** Sessions of a person ended; which of their streams end with them, the database says. */
export type Ended = { readonly ended: string }

export type Change = { readonly team: string; readonly workers: readonly string[] }

const ABOUT_A_CASE: ReadonlySet<string> = new Set(['case', 'case-code', 'new-case'])

/** Queues a notification that PostgreSQL delivers when the transaction commits, and drops when it does not. */
export async function announce(tx: Tx, fact: Fact, subjectId: string | null): Promise<void> {
  if (subjectId === null || !ABOUT_A_CASE.has(fact.subject.kind)) return
  await announceCase(tx, subjectId)
}

/** The same of a case by its id: for whoever has it at this statement, so once before they have it no more. */
export async function announceCase(tx: Tx, caseId: string): Promise<void> {
  await tx.$queryRaw`
    SELECT pg_notify(${CHANNEL}, json_build_object('team', c.team_id, 'workers', coalesce(
      (SELECT json_agg(a.person_id) FROM assignment a
       WHERE a.case_id = c.id AND (a.until_at IS NULL OR a.until_at > statement_timestamp())), '[]'::json))::text)::text
    FROM case_file c WHERE c.id = ${caseId}::uuid`
}

/** The same for what is about no case: who should look again. */
export async function announceTo(tx: Tx, change: Change): Promise<void> {
  await tx.$queryRaw`SELECT pg_notify(${CHANNEL}, ${JSON.stringify(change)})::text`
}

/** Says at commit that sessions of a person ended, so that nothing is told to them any more. */
export async function announceEnd(tx: Tx, personId: string): Promise<void> {
  const ended: Ended = { ended: personId }
  await tx.$queryRaw`SELECT pg_notify(${CHANNEL}, ${JSON.stringify(ended)})::text`
}
