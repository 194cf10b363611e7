/** The list's only door to the database: lines of cases in reach, by keyset, and how many there are. */
import 'server-only'
import type { Day } from '../../domain/calendar/partial-date.ts'
import { addDays } from '../../domain/calendar/partial-date.ts'
import type { Requirement } from '../../domain/pathway/gates.ts'
import type { Stage } from '../../domain/pathway/stages.ts'
import type { District } from '../../domain/pathway/vocabulary.ts'
import type { Scope } from '../../domain/policy/decide.ts'
import type { TaskKind } from '../../domain/work/tasks.ts'
import { Prisma } from '../../../prisma/generated/client.ts'
import type { Tx } from '../../server/act/tx.ts'
import { openNames, openPeople } from '../../server/vault/staff-names.ts'
import { caseOwner } from '../../server/vault/owners.ts'
import { openedAll } from '../../server/vault/vault.ts'
import { HOLDS_NOW } from '../../server/holds-now.ts'
import type { Place } from '../../server/cursor.ts'
import { COUNTED, PAGE_ROWS, type CaseListQuery, type Sort } from './schema.ts'

/** The key of a case without a task, as PostgreSQL reads it: after every date. */
export const NEVER = 'infinity'

type Order = { readonly key: Prisma.Sql; readonly type: Prisma.Sql; readonly descending: boolean }

/** The key of each order; the id makes it unique. */
const ORDERS: Readonly<Record<Sort, Order>> = {
  wait: { key: Prisma.sql`c.stage_since`, type: Prisma.sql`date`, descending: false },
  newest: { key: Prisma.sql`c.created_at`, type: Prisma.sql`timestamptz`, descending: true },
  code: { key: Prisma.sql`c.code`, type: Prisma.sql`text`, descending: false },
  due: {
    key: Prisma.sql`coalesce(due.due_at, ${NEVER}::timestamptz)`,
    type: Prisma.sql`timestamptz`,
    descending: false,
  },
}

const ASSIGNED_NOW = Prisma.sql`a.case_id = c.id AND ${HOLDS_NOW}`

function withinReach(scope: Scope): Prisma.Sql {
  return scope.reach === 'own'
    ? Prisma.sql`c.id IN (SELECT a.case_id FROM assignment a WHERE a.person_id = ${scope.personId}::uuid
        AND ${HOLDS_NOW})`
    : Prisma.sql`c.team_id = ${scope.teamId}::uuid`
}

function conditions(scope: Scope, query: CaseListQuery, today: Day): Prisma.Sql {
  const asked = [withinReach(scope)]
  if (query.state === 'open') asked.push(Prisma.sql`c.stage <> 'closed'`)
  if (query.state === 'closed') asked.push(Prisma.sql`c.stage = 'closed'`)
  // The schema leaves letters, digits and hyphens: no character of a pattern can come in.
  if (query.q !== '') asked.push(Prisma.sql`c.code LIKE ${`${query.q}%`}`)
  if (query.stage !== null) asked.push(Prisma.sql`c.stage = ${query.stage}`)
  if (query.group !== null) asked.push(Prisma.sql`c.group_code = ${query.group}`)
  if (query.district !== null) asked.push(Prisma.sql`c.federal_district = ${query.district}`)
  if (query.wait !== null) {
    asked.push(Prisma.sql`c.stage_since < ${addDays(today, -Number(query.wait))}::date`)
  }
  if (query.worker !== null) {
    asked.push(
      Prisma.sql`EXISTS (SELECT FROM assignment a WHERE ${ASSIGNED_NOW} AND a.person_id = ${query.worker}::uuid)`,
    )
  }
  return Prisma.join(asked, ' AND ')
}

export type Line = {
  readonly id: string
  readonly created_at: Date
  readonly code: string
  readonly stage: Stage
  readonly since: Day
  readonly district: District
  readonly workers: readonly { readonly id: string; readonly name: string }[]
  readonly due_at: Date | null
  readonly due_kind: TaskKind | null
  readonly due_id: string | null
  readonly due_title: string | null
  readonly due_requirement: Requirement | null
}

/** Where a page begins: behind a row, or before one. */
export type From = { readonly direction: 'after' | 'before'; readonly place: Place }

/**
 * One page of lines in the order of the list, and whether more lie beyond it in the direction of reading.
 */
export async function listLines(
  tx: Tx,
  scope: Scope,
  query: CaseListQuery,
  today: Day,
  from: From | null,
): Promise<{ readonly lines: readonly Line[]; readonly more: boolean }> {
  const { key, type, descending } = ORDERS[query.sort]
  const backwards = from?.direction === 'before'
  const down = descending !== backwards
  const direction = down ? Prisma.sql`DESC` : Prisma.sql`ASC`
  const beyond =
    from === null
      ? Prisma.empty
      : Prisma.sql`AND (${key}, c.id) ${down ? Prisma.sql`<` : Prisma.sql`>`}
          (${from.place.key}::text::${type}, ${from.place.id}::uuid)`
  const rows = await tx.$queryRaw<Line[]>`
    SELECT c.id, c.created_at, c.code, c.stage, c.stage_since::text AS since,
      c.federal_district AS district, due.due_at, due.id AS due_id, due.kind AS due_kind, due.title AS due_title,
      due.requirement AS due_requirement,
      coalesce((SELECT json_agg(json_build_object('id', p.id, 'name', p.display_name) ORDER BY a.from_at, a.id)
        FROM assignment a JOIN person p ON p.id = a.person_id WHERE ${ASSIGNED_NOW}), '[]') AS workers
    FROM case_file c LEFT JOIN LATERAL (
      SELECT t.id, t.due_at, t.kind, t.title, t.requirement FROM task t
      WHERE t.case_id = c.id AND t.done_at IS NULL ORDER BY t.due_at, t.id LIMIT 1) due ON true
    WHERE ${conditions(scope, query, today)} ${beyond}
    ORDER BY ${key} ${direction}, c.id ${direction} LIMIT ${PAGE_ROWS + 1}`
  const page = await withWords(rows.slice(0, PAGE_ROWS))
  return { lines: backwards ? page.toReversed() : page, more: rows.length > PAGE_ROWS }
}

/** The lines with the titles of their tasks and the names of their workers opened. */
async function withWords(lines: readonly Line[]): Promise<readonly Line[]> {
  const open = await openedAll(
    lines.map(({ id, due_id, due_title }) => ({
      ...{ table: 'task' as const, owner: caseOwner(id), row: due_id ?? '' },
      record: { title: due_title },
    })),
  )
  const nameOf = await openNames(
    lines.flatMap(({ workers }) => workers.map(({ id, name }) => [id, name] as const)),
  )
  return lines.map((line, at) => ({
    ...line,
    due_title: open[at]?.title ?? null,
    workers: line.workers.map(({ id }) => ({ id, name: nameOf(id) })),
  }))
}

/** How many cases the query finds, counted no further than `COUNTED` + 1, and how many of them press before `endOfDay`. */
export async function countLines(
  tx: Tx,
  scope: Scope,
  query: CaseListQuery,
  today: Day,
  endOfDay: Date,
): Promise<{ readonly count: number; readonly pressing: number }> {
  const [row] = await tx.$queryRaw<{ count: number; pressing: number }[]>`
    SELECT count(*)::int AS count, count(*) FILTER (WHERE found.pressing)::int AS pressing FROM (
      SELECT EXISTS (SELECT FROM task t WHERE t.case_id = c.id AND t.done_at IS NULL AND t.due_at < ${endOfDay}) AS pressing
      FROM case_file c WHERE ${conditions(scope, query, today)} LIMIT ${COUNTED + 1}) found`
  return row ?? { count: 0, pressing: 0 }
}

export type Colleague = { readonly id: string; readonly name: string }

/** Whom a supervisor may filter by: the team's caseworkers. */
export async function listTeamWorkers(tx: Tx, teamId: string | null): Promise<readonly Colleague[]> {
  if (teamId === null) return []
  const people = await tx.person.findMany({
    where: { teamId, roles: { has: 'caseworker' } },
    select: { id: true, displayName: true },
  })
  return (await openPeople(people)).map((person) => ({ id: person.id, name: person.displayName }))
}
