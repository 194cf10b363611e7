/** The database believes no context but the server's own, and none that is another's, too old or bent. */
import { createHmac, randomBytes } from 'node:crypto'
import type { Client } from 'pg'
import { beforeAll, describe, expect, it } from 'vitest'
import type { PersonActor } from '../../../lib/domain/policy/roles.ts'
import { contextOf } from '../../../lib/server/act/context.ts'
import { makeCase, makePerson, makeTeam, type TestCase } from '../../support/cast.ts'
import { asApp, enter, look } from '../../support/database.ts'

let mina: PersonActor
let oleg: PersonActor
let mine: TestCase

beforeAll(async () => {
  const team = await makeTeam()
  mina = await makePerson(['caseworker'], team)
  oleg = await makePerson(['caseworker'], await makeTeam())
  mine = await makeCase(team, [mina])
})

/** How many cases the app's login sees with the setting as it is given. */
function seen(said: string | null): Promise<number> {
  return asApp(async (client) => {
    await client.query('begin')
    if (said !== null) await client.query(`select set_config('causeway.context', $1, true)`, [said])
    const { rowCount } = await client.query('select id from case_file')
    return rowCount ?? 0
  })
}

function resigned(said: string, key: Buffer): string {
  const body = said.split('.').slice(0, 4).join('.')
  return `${body}.${createHmac('sha256', key).update(body).digest('hex')}`
}

describe('a context', () => {
  it('of the server opens what its person may see, and nothing else', async () => {
    expect(await seen(contextOf(mina))).toBe(1)
    expect(await seen(contextOf(oleg))).toBe(0)
  })

  it('opens nothing when there is none', async () => {
    expect(await seen(null)).toBe(0)
    expect(await seen('')).toBe(0)
  })

  it('opens nothing when somebody else put their name into it', async () => {
    const stolen = contextOf(oleg).replace(oleg.personId, mina.personId)
    expect(await seen(stolen)).toBe(0)
    expect(await seen(resigned(contextOf(mina), randomBytes(32)))).toBe(0)
    expect(await seen(resigned(contextOf(mina), Buffer.alloc(32)))).toBe(0)
  })

  it('opens nothing when it is too old, or says that it will live for long', async () => {
    expect(await seen(contextOf(mina, Date.now() - 40_000))).toBe(0)
    expect(await seen(contextOf(mina, Date.now() + 3_600_000))).toBe(0)
    expect(await seen(contextOf(mina, Date.now() - 20_000))).toBe(1)
  })

  it.each(['visitor', 'operator'] as const)('of a %s opens nothing', async (kind) => {
    expect(await seen(contextOf({ kind }))).toBe(0)
  })

  it('of the house itself opens no case', async () => {
    expect(await seen(contextOf({ kind: 'system', purpose: 'retention' }))).toBe(0)
  })

  it('of somebody who was disabled opens nothing from that moment', async () => {
    const gone = await makePerson(['supervisor'], mine.team)
    expect(await seen(contextOf(gone))).toBe(1)
    await look('update person set disabled_at = now() where id = $1', [gone.personId])
    expect(await seen(contextOf(gone))).toBe(0)
  })

  it('opens nothing when a single character of it is another, or is missing', async () => {
    const said = contextOf(mina)
    for (let at = 0; at < said.length; at++) {
      const other = said[at] === '0' ? '1' : '0'
      expect(await seen(said.slice(0, at) + other + said.slice(at + 1)), `bent at ${String(at)}`).toBe(0)
    }
    for (const cut of [1, 2, 64, 65, said.length - 1]) expect(await seen(said.slice(cut))).toBe(0)
  })

  it('opens nothing when it is garbled', async () => {
    const garbled = [
      '.',
      '1....',
      '1.person..',
      `1.person.${mina.personId}`,
      '💥',
      "'; --",
      'x'.repeat(100_000),
    ]
    for (const said of garbled) expect(await seen(said), said.slice(0, 40)).toBe(0)
    for (let run = 0; run < 200; run++) {
      expect(
        await seen(
          randomBytes(1 + (run % 90))
            .toString('latin1')
            .replaceAll('\0', ''),
        ),
      ).toBe(0)
    }
  })

  it('ends with its transaction: the next one on the same connection sees nothing', async () => {
    const rows = await asApp(async (client) => {
      await enter(client, mina)
      const inside = await client.query('select id from case_file')
      await client.query('commit')
      const after = await client.query('select id from case_file')
      return [inside.rowCount, after.rowCount]
    })
    expect(rows).toEqual([1, 0])
  })
})

describe('SQL that was smuggled in as the app’s login', () => {
  it.each([
    ['read the key', 'select * from law.context_key'],
    ['write the key', `update law.context_key set inner_pad = ''`],
    ['widen the grid', `insert into law.grid values ('case.read', 'analyst', 'all')`],
    ['turn a guard off', 'alter table case_file disable row level security'],
    ['drop a guard', 'drop policy app_reads on case_file'],
    ['become the law', 'set role causeway_law'],
    ['become the backup', 'set role causeway_backup'],
    [
      'change what a judge says',
      'create or replace function law.me() returns uuid language sql as $$ select null::uuid $$',
    ],
  ])('cannot %s', async (_what, sql) => {
    await expect(asApp((client) => client.query(sql), mina)).rejects.toThrow(
      /permission denied|must be owner|invalid input syntax/,
    )
  })

  it('writes nothing into the log in another name', async () => {
    const write = (actor: string | null) => (client: Client) =>
      client.query(
        `insert into audit_entry (actor, action, key_id, salt, payload) values ($1, 'case.read', 'clear', '', '')`,
        [actor],
      )
    await expect(asApp(write(oleg.personId), mina)).rejects.toThrow(/row-level security/)
    await expect(asApp(write(null), mina)).rejects.toThrow(/row-level security/)
    await expect(asApp(write(null))).rejects.toThrow(/row-level security/)
    await expect(asApp(write(mina.personId), mina)).resolves.toMatchObject({ rowCount: 1 })
  })

  it('gives itself no case, and gives none to another team', async () => {
    const take = (to: string) => (client: Client) =>
      client.query('insert into assignment (id, case_id, person_id) values (gen_random_uuid(), $1, $2)', [
        mine.id,
        to,
      ])
    await expect(asApp(take(oleg.personId), oleg)).rejects.toThrow(/row-level security/)
    await expect(asApp(take(oleg.personId), mina)).rejects.toThrow(/row-level security/)
    const suji = await makePerson(['supervisor'], mine.team)
    const nara = await makePerson(['caseworker'], mine.team)
    const gone = await makePerson(['caseworker'], mine.team, { disabled: true })
    await expect(asApp(take(gone.personId), suji)).rejects.toThrow(/row-level security/)
    await expect(asApp(take(nara.personId), suji)).resolves.toMatchObject({ rowCount: 1 })
  })
})

describe('the log', () => {
  it('shows the auditor everything, a supervisor the team’s cases, and a caseworker nothing', async () => {
    const team = await makeTeam()
    const worker = await makePerson(['caseworker'], team)
    const file = await makeCase(team, [worker])
    await look(
      `insert into audit_entry (action, subject, key_id, salt, payload) values ('case.read', $1, 'clear', '', '')`,
      [file.id],
    )
    const count = async (actor: PersonActor) =>
      (
        await asApp(
          (client) => client.query('select id from audit_entry where subject = $1', [file.id]),
          actor,
        )
      ).rowCount
    expect(await count(await makePerson(['auditor'], null))).toBe(1)
    expect(await count(await makePerson(['supervisor'], team))).toBe(1)
    expect(await count(await makePerson(['supervisor'], await makeTeam()))).toBe(0)
    expect(await count(worker)).toBe(0)
    expect(await count(await makePerson(['administrator', 'director'], null))).toBe(0)
  })
})
