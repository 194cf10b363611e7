/** The teams' only door to the database. */
import 'server-only'
import type { Tx } from '../../server/act/tx.ts'
import type { CreateTeamInput, EditTeamInput, TeamRow } from './schema.ts'

/** All teams by name. */
export async function listTeams(tx: Tx): Promise<readonly TeamRow[]> {
  const rows = await tx.team.findMany({
    select: {
      id: true,
      name: true,
      timeZone: true,
      version: true,
      _count: { select: { people: { where: { disabledAt: null } } } },
    },
    orderBy: { name: 'asc' },
  })
  return rows.map(({ _count, ...team }) => ({ ...team, people: _count.people }))
}

/** Holds a team's row and answers its version, or null when there is no such team. */
export async function lockTeam(tx: Tx, id: string): Promise<number | null> {
  const [row] = await tx.$queryRaw<{ version: number }[]>`
    SELECT version FROM team WHERE id = ${id}::uuid FOR NO KEY UPDATE`
  return row?.version ?? null
}

/** True when the database's own clock knows the zone: its rules ask it what today is. */
export async function knowsZone(tx: Tx, timeZone: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`SELECT 1 FROM pg_timezone_names WHERE name = ${timeZone}`
  return rows.length === 1
}

export async function insertTeam(tx: Tx, id: string, team: CreateTeamInput): Promise<void> {
  await tx.team.create({ data: { id, ...team }, select: { id: true } })
}

export async function updateTeam(tx: Tx, { teamId, name, timeZone }: EditTeamInput): Promise<void> {
  await tx.team.update({
    where: { id: teamId },
    data: { name, timeZone, version: { increment: 1 } },
    select: { id: true },
  })
}
