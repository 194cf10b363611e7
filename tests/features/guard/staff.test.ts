import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor, PersonActor } from '../../../lib/domain/policy/roles.ts'
import { makePerson, makeTeam, type Team } from '../../support/cast.ts'
import { asApp, look } from '../../support/database.ts'

let team: Team
let mina: PersonActor
let suji: PersonActor
let root: PersonActor

beforeAll(async () => {
  team = await makeTeam()
  mina = await makePerson(['caseworker'], team)
  suji = await makePerson(['supervisor'], team)
  root = await makePerson(['administrator'], null)
})

/** What SQL as the app's login in somebody's context answers: the rows it touched, or why not. */
async function says(sql: string, values: readonly unknown[], by: Actor): Promise<string | number> {
  try {
    return await asApp(async (client) => (await client.query(sql, [...values])).rowCount ?? 0, by)
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

const SESSION = `insert into session (id, person_id, token_hash, expires_at)
  values (gen_random_uuid(), $1, decode(md5(random()::text), 'hex'), now() + interval '1 hour')`

describe('with SQL as the app’s login', () => {
  it('nobody gives anybody a role or a team, not even one administrator alone', async () => {
    const refused = 'roles and team are changed by two administrators'
    for (const by of [mina, suji, root]) {
      expect(await says(`update person set roles = '{supervisor}' where id = $1`, [mina.personId], by)).toBe(
        refused,
      )
    }
    const elsewhere = await makeTeam()
    const move = 'update person set team_id = $2 where id = $1'
    expect(await says(move, [mina.personId, elsewhere.id], mina)).toBe(refused)
  })

  it('a role changes by the second administrator who approved exactly this', async () => {
    const [one, two, third] = [
      root,
      await makePerson(['administrator'], null),
      await makePerson(['administrator'], null),
    ]
    const person = await makePerson(['analyst'], null)
    await look(
      `insert into approval_request (id, person_id, kind, subject_id, subject_version, snapshot, asked_by, expires_at)
       values (gen_random_uuid(), $1, 'role-change', $1, 1, '', $2, now() + interval '1 hour')`,
      [person.personId, one.personId],
    )
    const decide = `update approval_request set decision = 'approved', decided_by = $2, decided_at = now() where person_id = $1`
    const change = `update person set roles = '{director}', version = version + 1 where id = $1`
    expect(await says(decide, [person.personId, two.personId], two)).toBe(1)
    for (const by of [one, third]) {
      expect(await says(change, [person.personId], by)).toBe(
        'roles and team are changed by two administrators',
      )
    }
    expect(await says(change, [person.personId], two)).toBe(1)
    // Once: the next version was not asked about.
    expect(await says(change.replace('director', 'analyst'), [person.personId], two)).toContain(
      'two administrators',
    )
  })

  it('nobody is shut out or let in but by whom the policy lets', async () => {
    const refused = 'only who may shuts somebody out or lets them in'
    const colleague = await makePerson(['caseworker'], team)
    const out = 'update person set disabled_at = now(), suspended = true where id = $1'
    const back = 'update person set disabled_at = null, suspended = false where id = $1'
    expect(await says(out, [colleague.personId], mina)).toBe(refused)
    expect(await says(out, [(await makePerson(['caseworker'], await makeTeam())).personId], suji)).toBe(
      refused,
    )
    expect(await says(out, [colleague.personId], suji)).toBe(1)
    expect(await says(back, [colleague.personId], suji)).toBe(refused)
    expect(await says(back, [colleague.personId], root)).toBe(1)
  })

  it('nobody is added, renamed or given another login but by an administrator, and no login ever changes', async () => {
    const add = `insert into person (id, login, display_name, roles) values (gen_random_uuid(), $1, 'Somebody', '{analyst}')`
    expect(await says(add, [`n-${randomUUID()}`], suji)).toBe('only an administrator adds somebody')
    expect(await says(add, [`n-${randomUUID()}`], root)).toBe(1)
    const rename = `update person set display_name = 'Else' where id = $1`
    expect(await says(rename, [mina.personId], mina)).toBe('only an administrator changes a name')
    expect(await says(rename, [mina.personId], root)).toBe(1)
  })

  it('a password comes by an open one-time link, and by nothing else', async () => {
    const person = await makePerson(['analyst'], null)
    const set = `update person set password_hash = 'x' where id = $1`
    const refused = 'a password comes by a one-time link'
    const visitor: Actor = { kind: 'visitor' }
    for (const by of [person, root, visitor]) expect(await says(set, [person.personId], by)).toBe(refused)
    await look(
      `insert into invitation (id, person_id, token_hash, expires_at)
       values (gen_random_uuid(), $1, decode(md5(random()::text), 'hex'), now() + interval '1 hour')`,
      [person.personId],
    )
    expect(await says(set, [person.personId], root)).toBe(refused)
    expect(await says(set, [person.personId], visitor)).toBe(1)
  })

  it('nobody who is somebody begins a session, for whomever; signing in does', async () => {
    for (const by of [mina, suji, root]) {
      expect(await says(SESSION, [suji.personId], by)).toBe('a session begins with signing in')
    }
    expect(await says(SESSION, [suji.personId], { kind: 'visitor' })).toBe(1)
  })
})
