/** The hashes of passwords and tokens: no SQL as the app's login lists them; signing in and step-up are told of the one they need. */
import pg from 'pg'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { Actor } from '../../../lib/domain/policy/roles.ts'
import { openSession, stepUp } from '../../../lib/features/sign-in/service.ts'
import { lookUpSession } from '../../../lib/server/session/lookup.ts'
import { visitorWith } from '../../../lib/server/session/credential.ts'
import { asApp, DATABASE, look } from '../../support/database.ts'
import { addPerson, addTeam, PASSWORD, type Staff } from '../../support/staff.ts'

let mina: Staff
let suji: Staff
let root: Staff

beforeAll(async () => {
  const teamId = await addTeam('Vladivostok')
  mina = await addPerson({ login: 'mina', roles: ['caseworker'], teamId })
  suji = await addPerson({ login: 'suji', roles: ['supervisor'], teamId })
  root = await addPerson({ login: 'root', roles: ['administrator'] })
})

/** Everybody whom a transaction can be of, and nobody. */
function contexts(): readonly (Actor | undefined)[] {
  return [mina, suji, root, { kind: 'visitor' }, visitorWith('mina'), { kind: 'operator' }, undefined]
}

async function ask(sql: string, by?: Actor): Promise<readonly object[]> {
  return asApp(async (client) => (await client.query<object>(sql)).rows, by)
}

describe('with SQL as the app’s login', () => {
  it.each([
    'select password_hash from credential',
    'select * from credential',
    `select person_id from credential where password_hash like '$argon2id$%'`,
    `update credential set password_hash = password_hash where password_hash like '$%'`,
    `update credential set password_hash = 'x' returning password_hash`,
    'select token_hash from session',
    `select id from session where token_hash > ''`,
    'select token_hash from invitation',
    `select id from invitation where token_hash > ''`,
  ])('nobody can send `%s`', async (sql) => {
    for (const by of contexts()) await expect(ask(sql, by)).rejects.toThrow(/permission denied/)
  })

  it('everybody sees who has a password, and nobody without a context', async () => {
    const have = 'select person_id from credential'
    for (const by of [mina, root, { kind: 'visitor' } as const]) expect(await ask(have, by)).toHaveLength(3)
    expect(await ask(have)).toEqual([])
  })

  it('the law tells a person of their own hash and of nobody else’s', async () => {
    const of = (login: string) =>
      `select person_id from law.credential_of('${login}') where password_hash <> ''`
    for (const by of [mina, root]) {
      expect(await ask(of(by.login), by)).toEqual([{ person_id: by.personId }])
      expect(await ask(of('suji'), by)).toEqual([])
      expect(await ask('select c.* from person, law.credential_of(login) c', by)).toHaveLength(1)
    }
  })

  it('the law tells a visitor of the login that they sign in with, and of no other', async () => {
    const all = 'select c.person_id from person, law.credential_of(login) c'
    expect(await ask(all, visitorWith(' Mina '))).toEqual([{ person_id: mina.personId }])
    expect(await ask(all, visitorWith('nobody'))).toEqual([])
    expect(await ask(all, visitorWith('not a login'))).toEqual([])
    for (const by of [{ kind: 'visitor' }, { kind: 'operator' }, undefined] as const) {
      expect(await ask(all, by)).toEqual([])
    }
  })

  it('whoever is shut out has no hash to check against', async () => {
    const gone = await addPerson({ login: 'gone', roles: ['analyst'] })
    const hash = `select password_hash is null as none from law.credential_of('gone')`
    expect(await ask(hash, visitorWith('gone'))).toEqual([{ none: false }])
    await look('update person set disabled_at = now() where id = $1', [gone.personId])
    expect(await ask(hash, visitorWith('gone'))).toEqual([{ none: true }])
  })
})

describe('signing in and step-up', () => {
  it('work with the right password and not with another', async () => {
    expect(await openSession('mina', 'birch amber lantern sea')).toMatchObject({ ok: false })
    const opened = await openSession('mina', PASSWORD)
    if (!opened.ok) throw new Error(opened.refusal)
    const signedIn = await lookUpSession(opened.value.token)
    if (signedIn === null) throw new Error('nobody is signed in')
    expect(signedIn.personId).toBe(mina.personId)
    expect(await stepUp(signedIn, { password: 'birch amber lantern sea' })).toMatchObject({ ok: false })
    expect(await stepUp(signedIn, { password: PASSWORD })).toMatchObject({ ok: true })
  })

  it.each([
    [
      'a password that was set meanwhile',
      `update credential set password_hash = 'another' where person_id = $1`,
    ],
    ['somebody who was shut out meanwhile', 'update person set disabled_at = now() where id = $1'],
  ])('nobody is let in by an older password beside %s', async (_what, change) => {
    const late = await addPerson({ login: `late-${change.slice(7, 9)}`, roles: ['analyst'] })
    const holder = new pg.Client({ connectionString: DATABASE.superuserUrl })
    await holder.connect()
    try {
      await holder.query('begin')
      await holder.query('select from person where id = $1 for no key update', [late.personId])
      const opening = openSession(late.login, PASSWORD)
      await vi.waitFor(async () => {
        const rows = await look(
          `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%FOR SHARE%'`,
        )
        if (rows.length === 0) throw new Error('nobody waits')
      }, 4_000)
      await holder.query(change, [late.personId])
      await holder.query('commit')
      expect(await opening).toEqual({ ok: false, refusal: 'wrong-credentials' })
    } finally {
      await holder.end()
    }
    expect(await look('select from session where person_id = $1', [late.personId])).toEqual([])
  })
})
