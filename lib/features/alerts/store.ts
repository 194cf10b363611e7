/** The alerts' only door to the database, and whom they ring for. */
import 'server-only'
import type { Stage } from '../../domain/pathway/stages.ts'
import type { Step } from '../../domain/work/ladder.ts'
import type { AlertKind } from '../../domain/work/tasks.ts'
import type { Tx } from '../../server/act/tx.ts'
import { openNames } from '../../server/vault/staff-names.ts'
import type { AlertDto, NewAlert, NewAlertAbout } from './schema.ts'

type PersonRow = { person_id: string }

/** Who is on call for the team of a case at a moment, and still belongs to it: nobody else could open the case. */
export async function findOnCall(tx: Tx, caseId: string, now: Date): Promise<readonly string[]> {
  const rows = await tx.$queryRaw<PersonRow[]>`
    SELECT DISTINCT s.person_id FROM on_call_shift s
    JOIN case_file c ON c.team_id = s.team_id JOIN person p ON p.id = s.person_id AND p.team_id = s.team_id
    WHERE c.id = ${caseId}::uuid AND p.disabled_at IS NULL AND s.from_at <= ${now} AND s.until_at > ${now}`
  return rows.map((row) => row.person_id)
}

/** The active supervisors of the team of a case. */
export async function findSupervisors(tx: Tx, caseId: string): Promise<readonly string[]> {
  const rows = await tx.$queryRaw<PersonRow[]>`
    SELECT p.id AS person_id FROM person p JOIN case_file c ON c.team_id = p.team_id
    WHERE c.id = ${caseId}::uuid AND p.disabled_at IS NULL AND 'supervisor' = ANY (p.roles)`
  return rows.map((row) => row.person_id)
}

/** Team of a colleague, and its active supervisors and whoever is on call for it at a moment. */
export async function findLeading(
  tx: Tx,
  personId: string,
  now: Date,
): Promise<{ readonly teamId: string | null; readonly people: readonly string[] }> {
  const about = await tx.person.findUniqueOrThrow({ where: { id: personId }, select: { teamId: true } })
  const rows = await tx.$queryRaw<PersonRow[]>`
    SELECT p.id AS person_id FROM person p
    WHERE p.team_id = ${about.teamId}::uuid AND p.disabled_at IS NULL AND ('supervisor' = ANY (p.roles) OR EXISTS (
      SELECT FROM on_call_shift s WHERE s.person_id = p.id AND s.team_id = p.team_id
        AND s.from_at <= ${now} AND s.until_at > ${now}))
    ORDER BY p.id`
  return { teamId: about.teamId, people: rows.map((row) => row.person_id) }
}

/** The active directors of the house. */
export async function findDirectors(tx: Tx): Promise<readonly string[]> {
  const rows = await tx.person.findMany({
    where: { disabledAt: null, roles: { has: 'director' } },
    select: { id: true },
  })
  return rows.map((row) => row.id)
}

/** One row for each person whom the alert rings for. */
export async function insertAlerts(tx: Tx, alert: NewAlert, people: readonly string[]): Promise<void> {
  const { caseId, kind, raisedBy, now } = alert
  const raisingId = crypto.randomUUID()
  await tx.alert.createMany({
    data: people.map((personId) => ({
      id: crypto.randomUUID(),
      raisingId,
      caseId,
      kind,
      raisedBy,
      personId,
      raisedAt: now,
      rungAt: now,
    })),
  })
}

/** One row for each person whom a seized phone rings for; nothing where it still rings about the same colleague. */
export async function insertAlertsAbout(
  tx: Tx,
  { kind, about, raisedBy, now }: NewAlertAbout,
  people: readonly string[],
): Promise<void> {
  const raisingId = crypto.randomUUID()
  await tx.alert.createMany({
    data: people.map((personId) => ({
      id: crypto.randomUUID(),
      raisingId,
      aboutPersonId: about,
      kind,
      raisedBy,
      personId,
      raisedAt: now,
      rungAt: now,
    })),
    skipDuplicates: true,
  })
}

type ListRow = {
  id: string
  kind: AlertKind
  step: Step
  answered: boolean
  code: string | null
  raised_at: Date
  stage: Stage | null
  about_id: string | null
  about_name: string | null
  raiser_id: string | null
  raiser: string | null
}

/** What still rings for a person, the newest first. Whoever may not read the case learns its code only. */
export async function listRinging(tx: Tx, personId: string): Promise<readonly AlertDto[]> {
  const rows = await tx.$queryRaw<ListRow[]>`
    SELECT a.id, a.kind, a.step, a.raising_id IN (SELECT law.answered()) AS answered, r.code, a.raised_at, c.stage, p.id AS about_id, p.display_name AS about_name,
      by.id AS raiser_id, by.display_name AS raiser
    FROM alert a LEFT JOIN law.ringing_codes() r ON r.case_id = a.case_id
    LEFT JOIN person p ON p.id = a.about_person_id LEFT JOIN person by ON by.id = a.raised_by
    LEFT JOIN case_file c ON c.id = a.case_id AND c.id IN (SELECT law.cases('case.read'))
    WHERE a.person_id = ${personId}::uuid AND a.acknowledged_at IS NULL
    ORDER BY a.raised_at DESC, a.id`
  const nameOf = await openNames(
    rows.flatMap((row) => [[row.about_id, row.about_name] as const, [row.raiser_id, row.raiser] as const]),
  )
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    step: row.step,
    answered: row.answered,
    caseCode: row.code,
    about: row.about_id === null ? null : { id: row.about_id, name: nameOf(row.about_id) },
    case: row.stage === null ? null : { stage: row.stage },
    raisedAt: row.raised_at.toISOString(),
    raisedBy: row.raiser_id === null ? null : nameOf(row.raiser_id),
  }))
}

/** Stops an alert that rings for a person: `absent` when it does not ring for them, `already` when it was stopped. */
export async function stopRinging(
  tx: Tx,
  id: string,
  personId: string,
): Promise<'stopped' | 'already' | 'absent'> {
  const stopped = await tx.$executeRaw`
    UPDATE alert SET acknowledged_at = now()
    WHERE id = ${id}::uuid AND person_id = ${personId}::uuid AND acknowledged_at IS NULL`
  if (stopped === 1) return 'stopped'
  return (await tx.alert.count({ where: { id, personId } })) === 1 ? 'already' : 'absent'
}
