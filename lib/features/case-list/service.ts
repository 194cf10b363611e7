/** The list of cases: mine, or the team's. Codes and closed words only, never a name of those it is about. */
import 'server-only'
import { instantAt } from '../../domain/calendar/local-time.ts'
import { addDays, daysBetween, isDay } from '../../domain/calendar/partial-date.ts'
import { CODE_SHAPE } from '../../domain/code-name.ts'
import { readiness } from '../../domain/pathway/next-stage.ts'
import { isOpen, type OpenStage } from '../../domain/pathway/stages.ts'
import { isLate } from '../../domain/pipeline/dwell.ts'
import type { Actor } from '../../domain/policy/roles.ts'
import { granted, type Outcome } from '../../domain/refusal.ts'
import { act, type Door } from '../../server/act/act.ts'
import type { Tx } from '../../server/act/tx.ts'
import { readCursor, writeCursor } from '../../server/cursor.ts'
import { readCaseFactsOf } from '../gates/effects.ts'
import { readNinetieths } from '../pipeline/effects.ts'
import {
  caseListQuerySchema,
  withState,
  type CaseLine,
  type CaseListPage,
  type CaseListQuery,
  type DueNext,
  type Sort,
} from './schema.ts'
import { countLines, listLines, listTeamWorkers, NEVER, type From, type Line } from './store.ts'

/** Says whether a text is a key of an order, exactly as `keyOf` writes it: nothing else may reach the database. */
const IS_KEY: Readonly<Record<Sort, (key: string) => boolean>> = {
  wait: isDay,
  newest: isInstant,
  code: (key) => CODE_SHAPE.test(key),
  due: (key) => key === NEVER || isInstant(key),
}

/**
 * Opens one page of the list.
 *
 * @param asked the query of the URL, unchecked: what cannot be read counts as not asked
 */
export async function listCases(actor: Actor, asked: unknown): Promise<Outcome<CaseListPage>> {
  const query = withState(caseListQuerySchema.parse(asked))
  const { stage, group, district, wait, state, sort } = query
  const detail = { stage, group, district, wait, state, sort }
  return act(actor, { action: 'case.list', subject: { kind: 'list' }, detail }, async (tx, door) => {
    const from = startOf(query)
    const { lines, more } = await listLines(tx, door.scope, query, door.today, from)
    const tomorrow = instantAt(addDays(door.today, 1), '00:00', door.timeZone)
    const found = await countLines(tx, door.scope, query, door.today, new Date(tomorrow))
    const whole = door.scope.reach === 'own' ? 'mine' : 'team'
    const backwards = from?.direction === 'before'
    return granted({
      query,
      whose: whole,
      lines: await judgeLines(tx, door, lines),
      ...found,
      newer: (backwards ? more : from !== null) ? cursorAt(query.sort, lines[0]) : null,
      older: backwards || more ? cursorAt(query.sort, lines.at(-1)) : null,
      workers: whole === 'team' ? await listTeamWorkers(tx, door.scope.teamId) : [],
      now: door.now.toISOString(),
      timeZone: door.timeZone,
    })
  })
}

/** Where the page begins; null for the first page, which is also the answer to a cursor of another list. */
function startOf(query: CaseListQuery): From | null {
  const [direction, text] =
    query.before === null ? (['after', query.after] as const) : (['before', query.before] as const)
  if (text === null) return null
  const place = readCursor(text, query.sort, IS_KEY[query.sort])
  return place === null ? null : { direction, place }
}

/** Years of more than four digits, and those before the first, are written in a way that the database does not read. */
function isInstant(key: string): boolean {
  const at = new Date(key)
  return !Number.isNaN(at.getTime()) && at.toISOString() === key && isDay(key.slice(0, 10))
}

function keyOf(sort: Sort, line: Line): string {
  switch (sort) {
    case 'wait':
      return line.since
    case 'newest':
      return line.created_at.toISOString()
    case 'code':
      return line.code
    case 'due':
      return line.due_at?.toISOString() ?? NEVER
  }
}

function cursorAt(sort: Sort, line: Line | undefined): string | null {
  return line === undefined ? null : writeCursor(sort, { key: keyOf(sort, line), id: line.id })
}

async function judgeLines(tx: Tx, door: Door, lines: readonly Line[]): Promise<readonly CaseLine[]> {
  if (lines.length === 0) return []
  const ninetieths = await readNinetieths(tx, door.scope.teamId)
  const facts = await readCaseFactsOf(
    tx,
    lines.map((line) => line.id),
    door.today,
  )
  return lines.map((line) => {
    const days = daysBetween(line.since, door.today)
    const known = facts.get(line.id)
    return {
      code: line.code,
      stage: line.stage,
      days,
      late: isOpen(line.stage) && isLate(days, limitOf(ninetieths, line.stage)),
      due: dueOf(line),
      readiness: known === undefined ? { kind: 'none' } : readiness(line.stage, known),
      workers: line.workers.map(({ name }) => name).join(', '),
      district: line.district,
    }
  })
}

function limitOf(ninetieths: ReadonlyMap<OpenStage, number>, stage: OpenStage): number | null {
  return ninetieths.get(stage) ?? null
}

function dueOf(line: Line): DueNext | null {
  if (line.due_at === null || line.due_kind === null) return null
  return {
    at: line.due_at.toISOString(),
    kind: line.due_kind,
    title: line.due_title ?? '',
    requirement: line.due_requirement,
  }
}
