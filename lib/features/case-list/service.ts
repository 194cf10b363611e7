/** The list of cases: mine, or the team's. Codes and closed words only, never a name of those it is about. */
import 'server-only'
import { instantAt } from '../../domain/calendar/local-time.ts'
import { addDays, daysBetween } from '../../domain/calendar/partial-date.ts'
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
import { countLines, listLines, listTeamWorkers, type From, type Line } from './store.ts'

/** What a key of each order looks like, as the database wrote it. */
const KEYS: Readonly<Record<Sort, RegExp>> = {
  wait: /^\d{4}-\d{2}-\d{2}$/,
  newest: /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d{1,6})?[+-]\d{2}(:\d{2})?$/,
  code: /^[a-z]{1,20}-\d{1,4}$/,
  due: /^(infinity|\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d{1,6})?[+-]\d{2}(:\d{2})?)$/,
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
  const place = readCursor(text, query.sort, (key) => KEYS[query.sort].test(key) && isReal(key))
  return place === null ? null : { direction, place }
}

/** A date that looks like one may still not exist, and the database would break on it. */
function isReal(key: string): boolean {
  if (!/^\d{4}-/.test(key)) return true
  const written = key.slice(0, 10)
  const at = new Date(`${written}T00:00:00Z`)
  const exists = !Number.isNaN(at.getTime()) && at.toISOString().startsWith(written)
  return exists && (key.length === 10 || !Number.isNaN(Date.parse(key.replace(/([+-]\d{2})$/, '$1:00'))))
}

function cursorAt(sort: Sort, line: Line | undefined): string | null {
  return line === undefined ? null : writeCursor(sort, { key: line.key, id: line.id })
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
      workers: line.workers,
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
