/**
 * Many people at once at the production build: they share one server process, its caches and its few connections, and
 * nobody may ever be shown a code of somebody else's.
 */
import pg from 'pg'
import { demoAccounts } from '../../../prisma/seed/accounts.ts'
import type { OpenHouse } from '../../support/house.ts'
import { get, signedIn, type Client } from './client.ts'

const AT_ONCE = 10

export type Crowd = { readonly calls: number; readonly codes: number; readonly strange: readonly string[] }

type Member = { readonly client: Client; readonly own: readonly string[]; readonly near: ReadonlySet<string> }

/** Lets everybody in with one of the demo's passwords. */
const LET_IN = `WITH let_in AS (
    INSERT INTO credential (person_id, password_hash)
    SELECT o.id, k.password_hash FROM credential k JOIN person a ON a.id = k.person_id AND a.login = $1,
    (SELECT p.id FROM person p WHERE p.roles && '{caseworker,supervisor}' AND p.disabled_at IS NULL
    AND EXISTS (SELECT FROM assignment a JOIN case_file c ON c.id = a.case_id
      WHERE a.until_at IS NULL AND (a.person_id = p.id OR ('supervisor' = ANY (p.roles) AND c.team_id = p.team_id)))
    ORDER BY p.id LIMIT $2) o
    ON CONFLICT (person_id) DO UPDATE SET password_hash = excluded.password_hash RETURNING person_id)
  SELECT login FROM let_in JOIN person ON id = person_id`

/** What a person may be shown: a worker the cases that they carry, a supervisor those of the team. */
const OWN = `SELECT c.code FROM person p JOIN case_file c ON
  (c.team_id = p.team_id AND 'supervisor' = ANY (p.roles)) OR c.id IN (
    SELECT a.case_id FROM assignment a WHERE a.person_id = p.id AND a.from_at <= now()
      AND (a.until_at IS NULL OR a.until_at > now()))
  WHERE p.login = $1`

/** Codes that may stand on such pages beside those of cases: of the houses and incidents of the team. */
const NEAR = `SELECT h.code FROM house h WHERE h.team_id IN (
    SELECT c.team_id FROM case_file c WHERE c.code = ANY ($1))
  UNION ALL SELECT i.code FROM incident i JOIN case_file c ON c.id = i.case_id WHERE c.code = ANY ($1)`

async function gather(house: OpenHouse, people: number, database: pg.Client): Promise<readonly Member[]> {
  const baseUrl = house.baseUrl ?? ''
  const [any] = demoAccounts
  if (any === undefined) throw new Error('the demo has no accounts')
  const { rows } = await database.query<{ login: string }>(LET_IN, [any.login, people])
  if (rows.length !== people) throw new Error(`the house has ${String(rows.length)} people who work on cases`)
  const members: Member[] = []
  for (const { login } of rows) {
    const own = (await database.query<{ code: string }>(OWN, [login])).rows.map(({ code }) => code)
    const near = (await database.query<{ code: string }>(NEAR, [own])).rows.map(({ code }) => code)
    const cookie = await signedIn(baseUrl, login, any.password)
    members.push({ client: { baseUrl, cookie }, own, near: new Set([...own, ...near]) })
  }
  return members
}

/**
 * Lets many people ask for their lists, their start page, a case of their own and one of somebody else's, interleaved.
 *
 * @param people how many; the house must have been loaded with cases for all of them
 * @param calls how many requests in all, ten of them at a time
 * @returns how many codes were shown, and those that were shown to somebody who may not see them
 */
export async function crowd(house: OpenHouse, people: number, calls: number): Promise<Crowd> {
  if (house.baseUrl === null) throw new Error('the house serves nobody')
  const database = new pg.Client({ connectionString: house.superuserUrl })
  await database.connect()
  try {
    const known = await database.query<{ code: string }>(
      'SELECT code FROM case_file UNION ALL SELECT code FROM house UNION ALL SELECT code FROM incident',
    )
    const all = new Set(known.rows.map(({ code }) => code))
    const members = await gather(house, people, database)
    const strange: string[] = []
    let [left, codes] = [calls, 0]
    const asking = async (start: number): Promise<void> => {
      for (let turn = start; left-- > 0; turn += 7) {
        const member = members[turn % people]
        if (member === undefined) throw new Error('nobody asks')
        const mine = member.own[turn % member.own.length] ?? ''
        const theirs = foreignTo(member, members, turn)
        const paths = ['/cases', `/cases/${mine}`, '/', `/cases/${theirs}`]
        const path = paths[turn % paths.length] ?? '/'
        const { status, text } = await get(member.client, path)
        if (status !== (path.endsWith(theirs) ? 404 : 200)) strange.push(`${path} answered ${String(status)}`)
        // What was asked for by its code is said again by the page that finds nothing.
        const shown = new Set(
          text.match(/\b[a-z]{4,12}-\d{2}\b/g)?.filter((code) => all.has(code) && code !== theirs),
        )
        codes += shown.size
        for (const code of shown) if (!member.near.has(code)) strange.push(`${path} shows ${code}`)
        if (path === `/cases/${mine}` && !shown.has(mine)) strange.push(`${path} does not show its case`)
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => asking(index)))
    return { calls, codes, strange }
  } finally {
    await database.end()
  }
}

/** A case of somebody else, another each turn. */
function foreignTo(member: Member, members: readonly Member[], turn: number): string {
  const others = members.flatMap(({ own }) => own.slice(turn % own.length, (turn % own.length) + 1))
  const foreign = others.filter((code) => !member.near.has(code))
  const code = foreign[turn % foreign.length]
  if (code === undefined) throw new Error('everybody works on the same cases')
  return code
}
