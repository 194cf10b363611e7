/** Today's only door to the database: the open cases that have waited longest. */
import 'server-only'
import type { Day } from '../../domain/calendar/partial-date.ts'
import type { OpenStage } from '../../domain/pathway/stages.ts'
import type { Scope } from '../../domain/policy/decide.ts'
import { Prisma } from '../../../prisma/generated/client.ts'
import type { Tx } from '../../server/act/tx.ts'
import { HOLDS_NOW } from '../../server/holds-now.ts'

export type OpenCase = {
  readonly id: string
  readonly code: string
  readonly stage: OpenStage
  readonly since: Day
}

/** Gates are judged for so many; who carries more finds the rest in the list of cases. */
const LONGEST_LIST = 60

function within(scope: Scope): Prisma.Sql {
  return scope.reach === 'own'
    ? Prisma.sql`EXISTS (SELECT FROM assignment a WHERE a.case_id = c.id AND a.person_id = ${scope.personId}::uuid
        AND ${HOLDS_NOW})`
    : Prisma.sql`c.team_id = ${scope.teamId}::uuid`
}

/** The open cases within the scope that stand in one of some stages, the longest in their stage first. */
export async function listOpenCases(
  tx: Tx,
  scope: Scope,
  stages: readonly OpenStage[],
): Promise<readonly OpenCase[]> {
  return tx.$queryRaw<OpenCase[]>`
    SELECT c.id, c.code, c.stage, c.stage_since::text AS since FROM case_file c
    WHERE c.stage = ANY (${[...stages]}::text[]) AND ${within(scope)}
    ORDER BY c.stage_since, c.id LIMIT ${LONGEST_LIST}`
}

/** How many cases within the scope are open. */
export async function countOpenCases(tx: Tx, scope: Scope): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM case_file c WHERE c.stage <> 'closed' AND ${within(scope)}`
  return row?.count ?? 0
}
