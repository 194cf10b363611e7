/** The invented caseload: loaded once by the program that loads it, then looked at from all sides. */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import path from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, test } from 'vitest'
import { demoAccounts, demoTeams } from '../../../prisma/seed/accounts.ts'
import { tellCaseload } from '../../../prisma/seed/caseload.ts'
import { codeBook } from '../../../prisma/seed/codes.ts'
import { randomFrom } from '../../../prisma/seed/random.ts'
import { WORKED_EXAMPLE_CODES } from '../../../prisma/seed/showcases/worked-example.ts'
import { OPEN_STAGES } from '../../../lib/domain/pathway/stages.ts'
import { CODE_SHAPE } from '../../../lib/domain/code-name.ts'
import { childEnvironment } from '../../../lib/server/env.ts'
import { openApproval } from '../../../lib/features/approvals/service.ts'
import { passwordMatches } from '../../../lib/server/session/password.ts'
import { DATABASE, look } from '../../support/database.ts'
import { judgeHistory } from '../../support/gate-history.ts'

const root = path.resolve(import.meta.dirname, '../../..')
const TODAY = '2026-11-01'
const run = promisify(execFile)

function load(options: readonly string[], changes: Readonly<Record<string, string>> = {}) {
  const args = ['--conditions=react-server', 'prisma/seed/load.ts', '--today', TODAY, ...options]
  const settings = { DATABASE_MIGRATE_URL: DATABASE.migratorUrl, CAUSEWAY_DEMO: '1', ...changes }
  return run(process.execPath, args, { cwd: root, env: childEnvironment(settings) })
}

function digest(seed: number, cases: number): string {
  const hash = createHash('sha256')
  const random = randomFrom(seed)
  const wanted = { random, cases, codes: codeBook([]), todayIn: () => TODAY, appendFrom: null }
  for (const chunk of tellCaseload(wanted)) hash.update(JSON.stringify(chunk))
  return hash.digest('hex')
}

beforeAll(async () => {
  await load(['--cases', '240'])
})

describe('what is loaded', () => {
  test('240 cases stand under every constraint of the database', async () => {
    const [row] = await look<{ cases: number; open: number }>(
      `SELECT count(*)::int AS cases, count(*) FILTER (WHERE stage <> 'closed')::int AS open FROM case_file`,
    )
    expect(row).toEqual({ cases: 240, open: 78 })
  })

  test('no planned move in it is one that its gate would have refused', async () => {
    const judged = await judgeHistory()
    expect(judged.filter((spell) => spell.kind === 'planned' && spell.unmet.length > 0)).toEqual([])
    expect(judged.filter((spell) => spell.kind === 'planned').length).toBeGreaterThan(400)
  })

  test('every override went past something that was missing', async () => {
    const overrides = (await judgeHistory()).filter((spell) => spell.kind === 'override')
    expect(overrides.filter((spell) => spell.unmet.length === 0)).toEqual([])
    expect(overrides.length).toBeGreaterThan(0)
  })

  test('every stage has open cases, and mina has some in each', async () => {
    const stages = await look<{ stage: string }>(`
      SELECT DISTINCT c.stage FROM case_file c JOIN assignment a ON a.case_id = c.id AND a.until_at IS NULL
      JOIN person p ON p.id = a.person_id WHERE p.login = 'mina' AND c.stage <> 'closed'`)
    expect(stages.map((row) => row.stage).sort()).toEqual([...OPEN_STAGES].sort())
  })

  test('mina carries 25 open cases and nobody more than 40', async () => {
    const loads = await look<{ login: string; open: number }>(`
      SELECT p.login, count(*)::int AS open FROM case_file c
      JOIN assignment a ON a.case_id = c.id AND a.until_at IS NULL JOIN person p ON p.id = a.person_id
      WHERE c.stage <> 'closed' GROUP BY p.login ORDER BY p.login`)
    expect(loads).toEqual([
      { login: 'mina', open: 25 },
      { login: 'nara', open: 17 },
      { login: 'oleg', open: 22 },
      { login: 'pavel', open: 14 },
    ])
  })

  test('every overridden or emergency move has its review, and only those', async () => {
    const rows = await look(`
      SELECT s.id FROM stage_spell s LEFT JOIN approval_request r ON r.subject_id = s.id AND r.kind = 'move-review'
      WHERE (s.kind IN ('override', 'emergency')) <> (r.id IS NOT NULL)`)
    expect(rows).toEqual([])
  })

  test('every adverse end was asked for by whoever recorded it and approved by another, after it was reported', async () => {
    const rows = await look<{ approved: boolean }>(`
      SELECT EXISTS (SELECT FROM approval_request r JOIN incident i ON i.id = r.subject_id
        WHERE r.kind = 'adverse-closing' AND r.case_id = s.case_id AND r.outcome = s.outcome AND r.subject_id = s.incident_id
          AND r.asked_by = s.recorded_by AND r.decided_by <> r.asked_by AND r.consumed_at = s.recorded_at
          AND i.recorded_at <= r.asked_at AND r.asked_at < r.decided_at) AS approved
      FROM stage_spell s WHERE s.outcome IN ('lost-contact', 'forcibly-returned', 'deceased')`)
    expect(rows.filter(({ approved }) => !approved)).toEqual([])
    expect(rows.length).toBeGreaterThan(10)
  })

  test('nothing in it was recorded after the day began that it was loaded for', async () => {
    const late = await look(
      `SELECT s.id FROM stage_spell s JOIN case_file c ON c.id = s.case_id JOIN team t ON t.id = c.team_id
       WHERE s.recorded_at >= ($1::date)::timestamp AT TIME ZONE t.time_zone`,
      [TODAY],
    )
    expect(late).toEqual([])
  })

  test('nobody sleeps in a house that was given up, nor in two beds', async () => {
    const rows = await look(`
      SELECT p.id FROM placement p JOIN house h ON h.id = p.house_id
      WHERE h.compromised_at IS NOT NULL AND (p.until IS NULL OR p.until > h.compromised_at::date + 1)`)
    expect(rows).toEqual([])
  })

  test('codes are words and two digits', async () => {
    const rows = await look<{ code: string }>(
      'SELECT code FROM case_file UNION ALL SELECT code FROM incident',
    )
    expect(rows.filter(({ code }) => !CODE_SHAPE.test(code))).toEqual([])
  })

  test('no audit entry is invented', async () => {
    expect(await look('SELECT id FROM audit_entry')).toEqual([])
  })
})

describe('who is there', () => {
  test('every account of the demonstration exists with its roles, its team and its password', async () => {
    const people = await look<{
      login: string
      roles: string[]
      team: string | null
      password_hash: string
    }>(`
      SELECT p.login, p.roles, t.name AS team, k.password_hash FROM person p
      LEFT JOIN team t ON t.id = p.team_id LEFT JOIN credential k ON k.person_id = p.id`)
    expect(people).toHaveLength(14)
    for (const account of demoAccounts) {
      const person = people.find((one) => one.login === account.login)
      expect(person).toMatchObject({ roles: account.roles, team: account.team })
      expect(await passwordMatches(account.password, person?.password_hash ?? null)).toBe(true)
    }
  })

  test('somebody is on call for every team at every hour of that day', async () => {
    const covered = await look<{ name: string }>(
      `SELECT t.name FROM team t WHERE NOT EXISTS (
         SELECT FROM generate_series($1::timestamptz, $1::timestamptz + interval '1 day', interval '1 hour') AS hour
         WHERE NOT EXISTS (SELECT FROM on_call_shift s
           WHERE s.team_id = t.id AND s.from_at <= hour AND s.until_at > hour)) ORDER BY t.name`,
      [TODAY],
    )
    expect(covered.map((team) => team.name)).toEqual([...demoTeams].sort())
  })

  test('something waits for a supervisor: an approval, a review, and an alert that still rings', async () => {
    const [row] = await look(`
      SELECT (SELECT count(*) FROM approval_request WHERE kind = 'journey-plan' AND decision IS NULL) > 0 AS approvals,
             (SELECT count(*) FROM approval_request WHERE kind = 'move-review' AND decision IS NULL) > 0 AS reviews,
             (SELECT count(*) FROM alert WHERE acknowledged_at IS NULL)::int AS ringing,
             (SELECT count(*) FROM incident WHERE severity = 'critical' AND closed_at IS NULL)::int AS critical`)
    expect(row).toEqual({ approvals: true, reviews: true, ringing: 2, critical: 1 })
  })
})

test('the worked example has its dates, to the month, for a household of two', async () => {
  const rows = await look<{ code: string; household_id: string; stage: string; month: string }>(
    `SELECT c.code, c.household_id, s.stage, to_char(s.occurred_on, 'YYYY-MM') AS month
     FROM stage_spell s JOIN case_file c ON c.id = s.case_id
     WHERE c.code = ANY ($1) AND s.occurred_precision = 'month' ORDER BY c.code, s.sequence`,
    [[...WORKED_EXAMPLE_CODES]],
  )
  expect(new Set(rows.map((row) => row.household_id)).size).toBe(1)
  for (const code of WORKED_EXAMPLE_CODES) {
    expect(rows.filter((row) => row.code === code).map(({ stage, month }) => [stage, month])).toEqual([
      ['contact', '2021-09'],
      ['safe-house', '2021-10'],
      ['unhcr-registration', '2022-09'],
      ['transit', '2022-10'],
      ['hanawon', '2022-11'],
      ['closed', '2023-12'],
    ])
  }
})

describe('the same seed and the same day', () => {
  test('give the same rows', () => {
    expect(digest(7, 240)).toBe(digest(7, 240))
  })

  test('in another process too', async () => {
    const random = randomFrom(1)
    const wanted = { random, cases: 240, codes: codeBook([]), todayIn: () => TODAY, appendFrom: null }
    const told = [...tellCaseload(wanted)].flatMap((chunk) => chunk.rows.case_file)
    const rows = await look<{ id: string; code: string }>('SELECT id, code FROM case_file ORDER BY id')
    const ids = told.map(({ id, code }) => ({ id, code }))
    expect(rows).toEqual(ids.sort((one, other) => (one.id < other.id ? -1 : 1)))
  })

  test('another seed gives others', () => {
    expect(digest(8, 240)).not.toBe(digest(7, 240))
  })
})

test('what was asked of a second person in it opens as it was sealed', async () => {
  const [row] = await look<{ id: string; team: string }>(
    `select id, team_id as team from person where login = 'suji'`,
  )
  const suji = {
    kind: 'person',
    personId: row?.id ?? '',
    roles: ['supervisor'],
    teamId: row?.team ?? '',
  } as const
  for (const kind of ['journey-plan', 'adverse-closing']) {
    const requests = await look<{ id: string; code: string }>(
      `select r.id, c.code from approval_request r join case_file c on c.id = r.case_id
       where c.team_id = $1 and r.kind = $2 order by r.asked_at desc limit 3`,
      [suji.teamId, kind],
    )
    expect(requests).toHaveLength(3)
    for (const { id, code } of requests) {
      const opened = await openApproval({ ...suji, onCall: false, provedAt: new Date() }, id)
      expect(opened).toMatchObject({ ok: true, value: { code, kind, readsCase: true } })
    }
  }
})

describe('the program that loads it', () => {
  test('refuses a database that holds cases already', async () => {
    await expect(load(['--cases', '10'])).rejects.toMatchObject({
      code: 1,
      stderr: 'The database holds cases already; nothing was loaded. --append adds to them.\n',
    })
  })

  test('adds further teams to it when asked to, none of whom can sign in', async () => {
    await load(['--cases', '60', '--append'])
    const [row] = await look<{ cases: number; strangers: number }>(`
      SELECT (SELECT count(*)::int FROM case_file) AS cases,
             (SELECT count(*)::int FROM person WHERE id NOT IN (SELECT person_id FROM credential)) AS strangers`)
    expect(row?.cases).toBe(300)
    expect(row?.strangers).toBeGreaterThan(0)
  })

  test('refuses to run outside a demonstration', async () => {
    await expect(load(['--cases', '10', '--append'], { CAUSEWAY_DEMO: '' })).rejects.toMatchObject({
      code: 1,
      stderr: 'CAUSEWAY_DEMO must be 1: invented people are for demonstrations only\n',
    })
  })
})
