/** Turns a told story into rows. */
import type { District } from '../../lib/domain/pathway/vocabulary.ts'
import { findMove } from '../../lib/domain/pathway/moves.ts'
import { STORY_TABLES, type Book } from './book.ts'
import { iso } from './almanac.ts'
import { bandOf, type Refugee } from './households.ts'
import type { Rows, Tables } from './rows.ts'
import type { Story } from './story.ts'

/** Hours for which both workers keep a case that is handed over. */
const HANDOVER_MS = 72 * 3_600_000

export type Head = {
  readonly caseId: string
  readonly code: string
  readonly householdId: string
  readonly refugee: Refugee
}

/** Adds all rows of one case. */
export function writeCase(rows: Rows, head: Head, story: Story, book: Book): void {
  const newest = book.spells.at(-1)
  const opened = book.spellMarks[0]?.recorded_at
  if (newest === undefined || opened === undefined) throw new Error('the story has not begun')
  const { refugee } = head
  const left =
    newest.stage === 'hanawon' || newest.outcome === 'settled' || newest.outcome === 'not-protected'
  const district: District = left || newest.outcome === 'resettled-elsewhere' ? 'abroad' : story.district
  rows.case_file.push({
    id: head.caseId,
    code: head.code,
    team_id: story.team.id,
    household_id: head.householdId,
    stage: newest.stage,
    stage_since: newest.since,
    outcome: newest.outcome,
    group_code: refugee.group,
    sector: refugee.sector,
    sex: refugee.sex,
    birth_year_band: bandOf(refugee),
    federal_district: district,
    enlisted: refugee.enlisted,
    visa_purpose: refugee.visaPurpose,
    passport_withheld: refugee.passportWithheld,
    wages_withheld: refugee.wagesWithheld,
    version: book.spells.length,
    created_at: opened,
  })
  rows.identity.push({
    case_id: head.caseId,
    hangul: refugee.name?.hangul ?? '',
    latin: refugee.name?.latin ?? '',
    cyrillic: refugee.name?.cyrillic ?? '',
    aliases: refugee.aliases,
    birth_year: refugee.birthYear === null ? '' : String(refugee.birthYear),
    phone: refugee.phone,
    guardian: refugee.guardian,
    recorded_at: opened,
  })
  rows.assignment.push(...assignments(book, story, opened))
  rows.stage_spell.push(...spellRows(book))
  for (const request of book.told.approval_request) {
    request.snapshot = JSON.stringify({ ...(JSON.parse(request.snapshot) as object), code: head.code })
  }
  for (const table of STORY_TABLES) append(rows[table], book.told[table])
}

function append(to: object[], from: readonly object[]): void {
  for (const row of from) to.push(row)
}

function assignments(book: Book, story: Story, opened: string): Tables['assignment'][] {
  const { clock } = story.team
  return story.workers.map(({ from, staff }, at) => {
    const next = story.workers[at + 1]
    return {
      id: book.random.uuid(),
      case_id: book.caseId,
      person_id: staff.id,
      from_at: at === 0 ? opened : iso(clock.at(from, 9)),
      until_at: next === undefined ? null : iso(clock.at(next.from, 9) + HANDOVER_MS),
    }
  })
}

function spellRows(book: Book): Tables['stage_spell'][] {
  return book.spells.map((spell, at) => {
    const mark = book.spellMarks[at]
    const id = book.spellIds[at]
    if (mark === undefined || id === undefined) throw new Error('a spell was not recorded')
    return {
      id,
      case_id: book.caseId,
      ...mark,
      occurred_on: spell.occurred.on,
      occurred_precision: spell.occurred.precision,
      sequence: spell.sequence,
      from_stage: spell.from ?? 'start',
      stage: spell.stage,
      kind: spell.kind,
      needs_reason: findMove(spell.from, spell.stage, spell.kind)?.needsReason ?? false,
      since: spell.since,
      until: spell.until,
      reason: spell.reason,
      outcome: spell.outcome,
      incident_id: spell.incidentId,
    }
  })
}
