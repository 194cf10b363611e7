/**
 * Random walks along the pathway, legal and illegal steps mixed, through the domain and through the database as the
 * app's own login: the two must give the same verdict each time.
 */
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import type pg from 'pg'
import { addDays, dayAt, type Day, type PartialDate } from '../../lib/domain/calendar/partial-date.ts'
import { findMove, MOVE_KINDS, moves } from '../../lib/domain/pathway/moves.ts'
import { appendSpell, type Attempt, type Spell } from '../../lib/domain/pathway/spells.ts'
import { ADVERSE, OUTCOMES, STAGES } from '../../lib/domain/pathway/stages.ts'
import type { PersonActor } from '../../lib/domain/policy/roles.ts'
import { contextOf } from '../../lib/server/act/context.ts'
import { enter } from './database.ts'
import { SEAL_SHAPED } from './sealed-rows.ts'

const STEPS = 8
const ZONE = 'Asia/Vladivostok'

/** One step: how it is drawn depends on where the walk stands, so it carries choices and not yet an attempt. */
type Step = {
  readonly legal: boolean
  readonly pick: number
  readonly days: number
  readonly precision: PartialDate['precision']
  readonly reason: string | null
  readonly outcome: number
  readonly incident: boolean
}

const step: fc.Arbitrary<Step> = fc.record({
  legal: fc.boolean(),
  pick: fc.nat(999),
  days: fc.integer({ min: -40, max: 200 }),
  precision: fc.constantFrom('day', 'day', 'month', 'year'),
  // How much a reason says the database cannot see: it sees that one was sealed.
  reason: fc.constantFrom(SEAL_SHAPED, SEAL_SHAPED, null),
  outcome: fc.nat(999),
  incident: fc.boolean(),
})

export type WalkCount = { steps: number; accepted: number; refused: number }

/**
 * Walks `runs` sequences and throws at the first step on which the two disagree.
 *
 * @param client a connection as the app's login; everything is rolled back
 * @param walker leads the team, so that every kind of move is theirs to record
 * @param second approves every adverse end that the walker comes to
 */
export async function walkPathway(
  client: pg.Client,
  walker: PersonActor,
  second: PersonActor,
  { runs, seed }: { runs: number; seed: number },
): Promise<WalkCount> {
  const count: WalkCount = { steps: 0, accepted: 0, refused: 0 }
  const today = dayAt(Date.now(), ZONE)
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: STEPS }), async (steps) => {
      await enter(client, walker)
      try {
        await walk(client, { walker, second }, steps, today, count)
      } finally {
        await client.query('rollback')
      }
    }),
    { numRuns: runs, seed, endOnFailure: true },
  )
  return count
}

type Pair = { readonly walker: PersonActor; readonly second: PersonActor }

async function walk(
  client: pg.Client,
  pair: Pair,
  steps: readonly Step[],
  today: Day,
  count: WalkCount,
): Promise<void> {
  const caseId = randomUUID()
  const opening: Attempt = {
    stage: 'contact',
    kind: 'opening',
    occurred: { on: addDays(today, -400), precision: 'day' },
    reason: null,
    outcome: null,
    incidentId: null,
  }
  const opened = appendSpell([], opening, today)
  if (!opened.ok) throw new Error('the opening was refused')
  let history = opened.value
  const incidentId = await openCase(client, pair.walker, caseId, history)
  for (const drawn of steps) {
    const attempt = attemptOf(drawn, history, incidentId)
    const verdict = appendSpell(history, attempt, today)
    const accepted = await tryInDatabase(client, caseId, pair, history, attempt)
    count.steps++
    if (accepted !== verdict.ok) {
      const domain = verdict.ok ? 'accepts' : `refuses (${verdict.refusal})`
      throw new Error(
        `the domain ${domain}, the database does not agree: ${JSON.stringify({ history, attempt })}`,
      )
    }
    if (verdict.ok) history = verdict.value
    count[accepted ? 'accepted' : 'refused']++
  }
}

function attemptOf(drawn: Step, history: readonly Spell[], incidentId: string): Attempt {
  const last = history.at(-1)
  const from = last?.stage ?? null
  const allowed = moves(from)
  const chosen = drawn.legal ? allowed[drawn.pick % allowed.length] : undefined
  const stage = chosen?.to ?? STAGES[drawn.pick % STAGES.length] ?? 'contact'
  const on = addDays(last?.since ?? '2025-01-01', drawn.days)
  const occurred: PartialDate =
    drawn.precision === 'day'
      ? { on, precision: 'day' }
      : drawn.precision === 'month'
        ? { on: `${on.slice(0, 7)}-01`, precision: 'month' }
        : { on: `${on.slice(0, 4)}-01-01`, precision: 'year' }
  const closes = drawn.legal ? stage === 'closed' : drawn.outcome % 2 === 0
  return {
    stage,
    kind: chosen?.kind ?? MOVE_KINDS[(drawn.pick >> 3) % MOVE_KINDS.length] ?? 'planned',
    occurred,
    reason: drawn.reason,
    outcome: closes ? (OUTCOMES[drawn.outcome % OUTCOMES.length] ?? null) : null,
    incidentId: closes && drawn.incident ? incidentId : null,
  }
}

async function openCase(
  client: pg.Client,
  walker: PersonActor,
  caseId: string,
  history: readonly Spell[],
): Promise<string> {
  const household = randomUUID()
  const incident = randomUUID()
  const [opening] = history
  if (opening === undefined) throw new Error('a case opens with a spell')
  await client.query('insert into household (id) values ($1)', [household])
  await client.query('insert into assignment (id, case_id, person_id) values ($1, $2, $3)', [
    randomUUID(),
    caseId,
    walker.personId,
  ])
  await client.query(
    `insert into case_file (id, code, team_id, household_id, stage, stage_since, group_code, sector, sex,
       federal_district, enlisted, visa_purpose, passport_withheld, wages_withheld)
     values ($1, $2, $3, $4, 'contact', $5, 'other', 'other', 'unknown', 'central', 'unknown', 'unknown', 'unknown', 'unknown')`,
    [caseId, `walk-${caseId}`, walker.teamId, household, opening.since],
  )
  await insertSpell(client, caseId, walker.personId, opening)
  await client.query(
    `insert into incident (id, code, case_id, kind, severity, occurred_on, occurred_precision, account, recorded_by)
     values ($1, $2, $3, 'surveillance', 'low', current_date, 'day', $4, $5)`,
    [incident, `walk-${incident}`, caseId, SEAL_SHAPED, walker.personId],
  )
  await client.query('set constraints all immediate')
  return incident
}

/** Writes the step as code would that knows no law; true when the database takes it. */
async function tryInDatabase(
  client: pg.Client,
  caseId: string,
  pair: Pair,
  history: readonly Spell[],
  attempt: Attempt,
): Promise<boolean> {
  const last = history.at(-1)
  const since = last !== undefined && attempt.occurred.on < last.since ? last.since : attempt.occurred.on
  const spell: Spell = {
    ...attempt,
    sequence: history.length + 1,
    from: last?.stage ?? null,
    since,
    until: null,
  }
  await client.query('savepoint step')
  try {
    await client.query('set constraints all deferred')
    await approveEnd(client, caseId, pair, attempt)
    await client.query(
      'update stage_spell set until = $2 where case_id = $1 and until is null and superseded_at is null',
      [caseId, since],
    )
    await insertSpell(client, caseId, pair.walker.personId, spell)
    await client.query('update case_file set stage = $2, stage_since = $3, outcome = $4 where id = $1', [
      caseId,
      spell.stage,
      spell.since,
      spell.outcome,
    ])
    await client.query('set constraints all immediate')
    await client.query('release savepoint step')
    return true
  } catch (error) {
    if (!isIntegrity(error)) throw error
    await client.query('rollback to savepoint step')
    return false
  }
}

/** An adverse end is asked for, approved by another and used at once; that it needs this, is not what walks are about. */
async function approveEnd(
  client: pg.Client,
  caseId: string,
  { walker, second }: Pair,
  { outcome, incidentId }: Attempt,
): Promise<void> {
  if (outcome === null || !ADVERSE[outcome] || incidentId === null) return
  const id = randomUUID()
  await client.query(
    `insert into approval_request (id, case_id, kind, subject_id, snapshot, outcome, asked_by, expires_at)
     values ($1, $2, 'adverse-closing', $3, '${SEAL_SHAPED}', $4, $5, now() + interval '1 hour')`,
    [id, caseId, incidentId, outcome, walker.personId],
  )
  await client.query('select law.enter($1)', [contextOf(second)])
  const decide = `update approval_request set decision = 'approved', decided_by = $2, decided_at = now() where id = $1`
  await client.query(decide, [id, second.personId])
  await client.query('select law.enter($1)', [contextOf(walker)])
  await client.query('update approval_request set consumed_at = now() where id = $1', [id])
}

async function insertSpell(client: pg.Client, caseId: string, personId: string, spell: Spell): Promise<void> {
  const needsReason = findMove(spell.from, spell.stage, spell.kind)?.needsReason ?? false
  await client.query(
    `insert into stage_spell (id, case_id, sequence, from_stage, stage, kind, needs_reason, occurred_on,
       occurred_precision, since, reason, outcome, incident_id, recorded_by)
     values (gen_random_uuid(), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      caseId,
      spell.sequence,
      spell.from ?? 'start',
      spell.stage,
      spell.kind,
      needsReason,
      spell.occurred.on,
      spell.occurred.precision,
      spell.since,
      spell.reason,
      spell.outcome,
      spell.incidentId,
      personId,
    ],
  )
}

/** Class 23: the database refused; anything else is a mistake of this file. */
function isIntegrity(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('23')
}
