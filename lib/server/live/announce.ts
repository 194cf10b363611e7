/** Says at commit that something changed on a case: ids of the team and of the workers it concerns, nothing else. */
import 'server-only'
import type { Fact } from '../../domain/audit/facts.ts'
import type { Tx } from '../act/tx.ts'

export const CHANNEL = 'causeway_changed'

export type Change = { readonly team: string; readonly workers: readonly string[] }

const ABOUT_A_CASE: ReadonlySet<string> = new Set(['case', 'case-code', 'new-case'])

/** Queues a notification that PostgreSQL delivers when the transaction commits, and drops when it does not. */
export async function announce(tx: Tx, fact: Fact, subjectId: string | null): Promise<void> {
  if (subjectId === null || !ABOUT_A_CASE.has(fact.subject.kind)) return
  await tx.$queryRaw`
    SELECT pg_notify(${CHANNEL}, json_build_object('team', c.team_id, 'workers', coalesce(
      (SELECT json_agg(a.person_id) FROM assignment a
       WHERE a.case_id = c.id AND (a.until_at IS NULL OR a.until_at > statement_timestamp())), '[]'::json))::text)::text
    FROM case_file c WHERE c.id = ${subjectId}::uuid`
}
