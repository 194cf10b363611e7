/**
 * Asks for a case of another team and for one that does not exist, in turn, and compares: the same status, the same
 * body, and how long each took. Whoever could tell them apart would learn which codes are somebody's.
 */
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { drawCode } from '../../../lib/server/code.ts'
import { demoAccounts } from '../../../prisma/seed/accounts.ts'
import type { OpenHouse } from '../../support/house.ts'
import { builtActions } from './build.ts'
import { bare, get, post, signedIn, type Answered, type Client } from './client.ts'

const WARM_UP = 10

/** One door that is asked about a case: by its code in an address, or by its id in a form. */
type Door = { readonly name: string; readonly ask: (client: Client, asked: Asked) => Promise<Answered> }
type Asked = { readonly code: string; readonly id: string }

export type Pairs = {
  readonly door: string
  readonly pairs: number
  /** Medians in milliseconds. */
  readonly foreign: number
  readonly absent: number
  /** What differed but for the time. */
  readonly differences: readonly string[]
}

function doors(): readonly Door[] {
  const action = builtActions().find(({ name }) => name === 'readIdentityAction')
  if (action === undefined) throw new Error('the build reads no identities')
  return [
    { name: 'GET /cases/[code]', ask: (client, { code }) => get(client, `/cases/${code}`) },
    {
      name: 'readIdentityAction',
      ask: (client, { code, id }) =>
        post(client, `/cases/${code}`, action, { key: randomUUID(), caseId: id }),
    },
  ]
}

function median(took: readonly number[]): number {
  const sorted = took.toSorted((one, other) => one - other)
  return Math.round((sorted[Math.floor(sorted.length / 2)] ?? Number.NaN) * 100) / 100
}

async function timed(work: () => Promise<Answered>): Promise<{ took: number; answer: Answered }> {
  const startedAt = performance.now()
  const answer = await work()
  return { took: performance.now() - startedAt, answer }
}

function differences(asked: readonly [Asked, Asked], [one, other]: readonly [Answered, Answered]): string[] {
  if (one.status !== other.status) return [`${String(one.status)} and ${String(other.status)}`]
  const said = asked.flatMap(({ code, id }) => [code, id])
  return bare(one, said) === bare(other, said) ? [] : [`the bodies about ${asked[0].code} differ`]
}

/**
 * Compares doors as a worker, one request at a time; which of the two goes first changes with each pair.
 *
 * @param pairs how many for each door
 */
export async function compareAbsence(house: OpenHouse, pairs: number): Promise<readonly Pairs[]> {
  const { baseUrl } = house
  const account = demoAccounts.find(({ login }) => login === 'mina')
  if (baseUrl === null || account === undefined) throw new Error('the house serves nobody')
  const client = { baseUrl, cookie: await signedIn(baseUrl, account.login, account.password) }
  const database = new pg.Client({ connectionString: house.superuserUrl })
  await database.connect()
  const { rows: foreign } = await database.query<Asked>(
    `SELECT c.code, c.id::text FROM case_file c
     WHERE c.team_id <> (SELECT team_id FROM person WHERE login = $1) ORDER BY c.id`,
    [account.login],
  )
  await database.end()
  const compared: Pairs[] = []
  for (const { name, ask } of doors()) {
    const [tookForeign, tookAbsent]: [number[], number[]] = [[], []]
    const found: string[] = []
    for (let turn = -WARM_UP; turn < pairs; turn++) {
      const theirs = foreign[(turn + WARM_UP) % foreign.length]
      if (theirs === undefined) throw new Error('there is no other team')
      const nothing = { code: drawCode(), id: randomUUID() }
      const first = turn % 2 === 0 ? theirs : nothing
      const second = first === theirs ? nothing : theirs
      const one = await timed(() => ask(client, first))
      const other = await timed(() => ask(client, second))
      if (turn < 0) continue
      tookForeign.push((first === theirs ? one : other).took)
      tookAbsent.push((first === theirs ? other : one).took)
      found.push(...differences([first, second], [one.answer, other.answer]))
    }
    const medians = { foreign: median(tookForeign), absent: median(tookAbsent) }
    compared.push({ door: name, pairs, ...medians, differences: found })
  }
  return compared
}
