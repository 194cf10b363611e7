/**
 * Every page of the house as somebody sees it: what the tests of headers and accessibility visit and what the pictures
 * show. `listRoutes` reads the routes from the folder `app`, so that a page without a line here fails a test.
 */
import { readdirSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { FORMS, type CaseForm } from '../../lib/features/case-file/schema.ts'
import { putRelease } from './put-release.ts'

/** What the paths of some visits are made of: rows of the demo caseload that only the database can name. */
export type Known = {
  /** A closed case of mina's. */
  readonly closed: string
  /** An emergency move or override that waits for suji. */
  readonly review: string
  /** A journey that waits for suji's decision. */
  readonly approval: string
  /** Somebody of the staff. */
  readonly person: string
  /** A case of nara's, whose team has another caseworker. */
  readonly shared: string
  /** A caseworker of yuri's team. */
  readonly colleague: string
  /** An open case of another team. */
  readonly foreign: string
  /** A release that was asked for. */
  readonly release: string
}

/** `null` is somebody who is not signed in. */
export type Login = string | null

export type Visit = {
  /** Names the picture; unique. */
  readonly name: string
  /** The folder of the page below `app`, without the groups; null for a page that stands for a refusal. */
  readonly route: string | null
  /** Who sees it; the first is shown on the picture. */
  readonly as: readonly [Login, ...Login[]]
  readonly path: (known: Known) => string
  /** What this visit shows that no other does, as a selector; the whole page when it is left out. */
  readonly part?: string
  /** The status that a refusal answers; 200 when it is left out. */
  readonly status?: 200 | 403 | 404
}

/** The case on which every form can be opened. */
export const CASE = 'tamoren-47'

/** The forms that say who has a case. */
const PASSING_ON: readonly CaseForm[] = ['assign', 'hand-over', 'cover']

const WORKERS = ['mina', 'suji'] as const
const RUNNERS = ['root'] as const

export const VISITS: readonly Visit[] = [
  { name: 'today', route: '/', as: ['mina', 'suji', 'hana', 'dan', 'vera', 'root', 'lena'], path: () => '/' },
  { name: 'cases', route: '/cases', as: WORKERS, path: () => '/cases' },
  { name: 'cases-none', route: '/cases', as: ['mina'], path: () => '/cases?q=zzzz' },
  { name: 'case-new', route: '/cases/new', as: WORKERS, path: () => '/cases/new' },
  { name: 'case', route: '/cases/[code]', as: WORKERS, path: () => `/cases/${CASE}` },
  { name: 'case-closed', route: '/cases/[code]', as: ['mina'], path: ({ closed }) => `/cases/${closed}` },
  ...FORMS.map((form): Visit => ({
    name: `case-${form}`,
    route: '/cases/[code]',
    // A case is given to somebody and opened by break-glass by its supervisor; every other form is its worker's. Who else could
    // have it is asked in a team of more than one.
    as:
      form === 'assign'
        ? ['yuri']
        : form === 'break-glass'
          ? ['suji']
          : PASSING_ON.includes(form)
            ? ['nara']
            : ['mina'],
    path: ({ shared }) => `/cases/${PASSING_ON.includes(form) ? shared : CASE}?do=${form}`,
    part: '#form',
  })),
  { name: 'move', route: '/cases/[code]/move', as: WORKERS, path: () => `/cases/${CASE}/move?to=transit` },
  { name: 'close', route: '/cases/[code]/close', as: WORKERS, path: () => `/cases/${CASE}/close` },
  {
    name: 'reopen',
    route: '/cases/[code]/reopen',
    as: ['mina'],
    path: ({ closed }) => `/cases/${closed}/reopen`,
  },
  {
    name: 'delete',
    route: '/cases/[code]/delete',
    as: ['suji', 'mina'],
    path: ({ closed }) => `/cases/${closed}/delete`,
  },
  {
    name: 'delete-not-yet',
    route: '/cases/[code]/delete',
    as: ['mina'],
    path: () => `/cases/${CASE}/delete`,
  },
  { name: 'correct', route: '/cases/[code]/correct', as: ['mina'], path: () => `/cases/${CASE}/correct` },
  {
    name: 'case-emergency',
    route: '/cases/[code]/emergency',
    as: ['mina'],
    path: () => `/cases/${CASE}/emergency`,
  },
  { name: 'guest', route: '/guest', as: ['gita'], path: () => '/guest' },
  { name: 'emergency', route: '/emergency', as: WORKERS, path: () => '/emergency' },
  // Whoever is on call types a code that they cannot see.
  { name: 'emergency-danger', route: '/emergency', as: ['suji'], path: () => '/emergency?code=bakamo-00' },
  { name: 'houses', route: '/houses', as: ['suji', 'mina'], path: () => '/houses' },
  { name: 'pipeline', route: '/pipeline', as: ['suji'], path: () => '/pipeline' },
  { name: 'approvals', route: '/approvals', as: ['suji', 'hana', 'lena', 'root'], path: () => '/approvals' },
  {
    name: 'approval',
    route: '/approvals/[id]',
    as: ['suji', 'lena'],
    path: ({ approval }) => `/approvals/${approval}`,
  },
  { name: 'review', route: '/approvals/[id]', as: ['suji'], path: ({ review }) => `/approvals/${review}` },
  { name: 'deletions', route: '/deletions', as: ['suji'], path: () => '/deletions' },
  { name: 'releases', route: '/releases', as: ['dan', 'anna', 'hana'], path: () => '/releases' },
  {
    name: 'release',
    route: '/releases/[code]',
    as: ['anna', 'dan', 'hana'],
    path: ({ release }) => `/releases/${release}`,
  },
  { name: 'record-quality', route: '/releases/quality', as: ['dan'], path: () => '/releases/quality' },
  {
    name: 'record-question',
    route: '/releases/quality',
    as: ['dan'],
    path: () => '/releases/quality?ask=missing-passport',
  },
  { name: 'people', route: '/people', as: RUNNERS, path: () => '/people' },
  { name: 'person', route: '/people/[id]', as: RUNNERS, path: ({ person }) => `/people/${person}` },
  {
    name: 'leaving',
    route: '/people/[id]/leaving',
    as: ['yuri'],
    path: ({ colleague }) => `/people/${colleague}/leaving`,
  },
  { name: 'teams', route: '/teams', as: RUNNERS, path: () => '/teams' },
  { name: 'account', route: '/account', as: ['mina', 'dan'], path: () => '/account' },
  { name: 'sign-in', route: '/sign-in', as: [null], path: () => '/sign-in' },
  { name: 'away', route: '/sign-in', as: ['mina'], path: () => '/sign-in?away=1' },
  { name: 'step-up', route: '/step-up', as: ['suji'], path: () => '/step-up?next=%2Fapprovals' },
  { name: 'enrol', route: '/enrol', as: [null], path: () => '/enrol' },
  { name: 'not-found', route: null, as: ['mina'], path: () => '/cases/bakamo-00', status: 404 },
  { name: 'not-allowed', route: null, as: ['dan'], path: () => '/cases', status: 403 },
]

/** The routes that have a page, as the folder `app` tells them. */
export function listRoutes(): readonly string[] {
  const app = path.resolve(import.meta.dirname, '../../app')
  return readdirSync(app, { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(file) === 'page.tsx')
    .map((file) => {
      const folders = path.dirname(file).split(path.sep)
      return `/${folders.filter((folder) => folder !== '.' && !folder.startsWith('(')).join('/')}`
    })
}

const KNOWN = {
  closed: `SELECT c.code AS found FROM case_file c JOIN assignment a ON a.case_id = c.id AND a.until_at IS NULL
    JOIN person p ON p.id = a.person_id AND p.login = 'mina' WHERE c.stage = 'closed' AND c.outcome = 'settled'
    ORDER BY c.code LIMIT 1`,
  review: `SELECT r.id::text AS found FROM approval_request r JOIN case_file c ON c.id = r.case_id
    JOIN team t ON t.id = c.team_id AND t.name = 'Vladivostok' JOIN person p ON p.id = r.asked_by
    WHERE r.kind = 'move-review' AND r.decision IS NULL AND p.login <> 'suji' ORDER BY r.expires_at LIMIT 1`,
  approval: `SELECT q.id::text AS found FROM approval_request q JOIN case_file c ON c.id = q.case_id
    JOIN team t ON t.id = c.team_id AND t.name = 'Vladivostok' JOIN person p ON p.id = q.asked_by
    WHERE q.kind = 'journey-plan' AND q.decision IS NULL AND q.expires_at > now() AND p.login <> 'suji' ORDER BY q.asked_at LIMIT 1`,
  person: `SELECT id::text AS found FROM person WHERE login = 'oleg'`,
  shared: `SELECT c.code AS found FROM case_file c JOIN assignment a ON a.case_id = c.id AND a.until_at IS NULL
    JOIN person p ON p.id = a.person_id AND p.login = 'nara' WHERE c.stage <> 'closed' ORDER BY c.code LIMIT 1`,
  colleague: `SELECT id::text AS found FROM person WHERE login = 'nara'`,
  foreign: `SELECT c.code AS found FROM case_file c JOIN team t ON t.id = c.team_id AND t.name = 'Moscow'
    WHERE c.stage <> 'closed' ORDER BY c.code LIMIT 1`,
} as const satisfies Record<Exclude<keyof Known, 'release'>, string>

/** The demo releases nothing by itself: one is put there, once, whoever comes first. */
async function releaseOf(client: pg.Client): Promise<string> {
  await client.query(`SELECT pg_advisory_lock(hashtextextended('a release to look at', 0))`)
  const look = async <R extends pg.QueryResultRow>(sql: string, values: readonly unknown[] = []) =>
    (await client.query<R>(sql, [...values])).rows
  const [row] = await look<{ code: string }>(`SELECT code FROM release WHERE first_on = '1999-01-01'`)
  return row?.code ?? (await putRelease(look, { to: 'requested', by: 'dan', year: 1999 })).code
}

/** Asks the database for what the visits need. */
export async function readKnown(superuserUrl: string): Promise<Known> {
  const client = new pg.Client({ connectionString: superuserUrl })
  await client.connect()
  const find = async (name: keyof typeof KNOWN): Promise<string> => {
    const { rows } = await client.query<{ found: string }>(KNOWN[name])
    const [row] = rows
    if (row === undefined) throw new Error(`the demo caseload holds nothing for "${name}"`)
    return row.found
  }
  try {
    return {
      closed: await find('closed'),
      review: await find('review'),
      approval: await find('approval'),
      person: await find('person'),
      shared: await find('shared'),
      colleague: await find('colleague'),
      foreign: await find('foreign'),
      release: await releaseOf(client),
    }
  } finally {
    await client.end()
  }
}
