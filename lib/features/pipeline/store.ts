/** The pipeline's only door to the database: a team's open cases, its finished spells, and what waits for a decision. */
import 'server-only'
import type { OpenStage } from '../../domain/pathway/stages.ts'
import type { Wait } from '../../domain/pipeline/dwell.ts'
import type { Tx } from '../../server/act/tx.ts'
import { openPeople } from '../../server/vault/staff-names.ts'
import { HOLDS_NOW } from '../../server/holds-now.ts'
import type { OpenCase } from './schema.ts'

/** Open cases of a team with their present workers and whether the newest assessment is high. */
export async function readOpenCases(tx: Tx, teamId: string): Promise<readonly OpenCase[]> {
  return tx.$queryRaw<OpenCase[]>`
    SELECT c.id, c.code, c.stage, c.stage_since::text AS since, c.group_code AS "group", c.sector,
      coalesce((SELECT array_agg(a.person_id::text ORDER BY a.from_at, a.id) FROM assignment a
        WHERE a.case_id = c.id AND ${HOLDS_NOW}), '{}') AS "workerIds",
      coalesce((SELECT r.high FROM risk_assessment r WHERE r.case_id = c.id AND r.superseded_at IS NULL
        ORDER BY r.occurred_on DESC, r.recorded_at DESC LIMIT 1), false) AS "highRisk"
    FROM case_file c WHERE c.team_id = ${teamId}::uuid AND c.stage <> 'closed'
    ORDER BY c.stage_since, c.id`
}

export type FinishedWait = Wait & { readonly stage: OpenStage }

/** How long people of a team stayed in each stage that they have left, counted by whole days. */
export async function readFinishedWaits(tx: Tx, teamId: string): Promise<readonly FinishedWait[]> {
  return tx.$queryRaw<FinishedWait[]>`
    SELECT s.stage, s.until - s.since AS days, count(*)::int AS people
    FROM stage_spell s JOIN case_file c ON c.id = s.case_id
    WHERE c.team_id = ${teamId}::uuid AND s.stage <> 'closed' AND s.until IS NOT NULL AND s.superseded_at IS NULL
    GROUP BY 1, 2`
}

/** `inTeam`: they belong to the team now, and do not only carry one of its cases. */
export type Colleague = { readonly id: string; readonly name: string; readonly inTeam: boolean }

/** Active caseworkers of a team, and whoever else carries one of its open cases. */
export async function readCarriers(
  tx: Tx,
  teamId: string,
  carrying: readonly string[],
): Promise<readonly Colleague[]> {
  const people = await tx.person.findMany({
    where: {
      OR: [{ teamId, disabledAt: null, roles: { has: 'caseworker' } }, { id: { in: [...carrying] } }],
    },
    select: { id: true, displayName: true, teamId: true },
  })
  return (await openPeople(people)).map((person) => ({
    id: person.id,
    name: person.displayName,
    inTeam: person.teamId === teamId,
  }))
}

/** How many approvals and reviews of a team wait for a second person; a plan with a newer version waits no more. */
export async function countPending(
  tx: Tx,
  teamId: string,
): Promise<{ readonly approvals: number; readonly reviews: number }> {
  const [row] = await tx.$queryRaw<{ approvals: number; reviews: number }[]>`
    SELECT
      (SELECT count(*)::int FROM approval_request x JOIN case_file c ON c.id = x.case_id
        WHERE c.team_id = ${teamId}::uuid AND x.kind = 'journey-plan' AND x.decision IS NULL AND x.expires_at > now() AND NOT EXISTS (
          SELECT FROM journey_plan p JOIN journey_plan n ON n.case_id = p.case_id AND n.plan_version > p.plan_version
          WHERE p.id = x.subject_id)) AS approvals,
      (SELECT count(*)::int FROM approval_request x JOIN case_file c ON c.id = x.case_id
        WHERE c.team_id = ${teamId}::uuid AND x.kind = 'move-review' AND x.decision IS NULL) AS reviews`
  return row ?? { approvals: 0, reviews: 0 }
}
