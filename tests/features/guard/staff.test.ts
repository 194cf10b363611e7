import { randomBytes, randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor, PersonActor } from '../../../lib/domain/policy/roles.ts'
import { makePerson, makeTeam, type Team } from '../../support/cast.ts'
import { asApp, look } from '../../support/database.ts'
import { SEAL_SHAPED } from '../../support/sealed-rows.ts'

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

const LINK = `insert into invitation (id, person_id, token_hash, expires_at)
  values (gen_random_uuid(), $1, decode(md5(random()::text), 'hex'), now() + interval '1 hour')`
const EXPIRE = 'update invitation set expires_at = now() where person_id = $1 and expires_at > now()'

/** Somebody with a password. */
async function enrolled(): Promise<PersonActor> {
  const person = await makePerson(['analyst'], null)
  await look(`insert into credential (person_id, password_hash) values ($1, 'x')`, [person.personId])
  return person
}

/** Asks as the app does, in somebody's context; the snapshot is nobody's matter here. */
function asks(kind: 'invitation' | 'new-link', about: string, by: PersonActor): Promise<string | number> {
  const [person, version, roles] = kind === 'invitation' ? [null, null, ['analyst']] : [about, 1, []]
  return says(
    `insert into approval_request (id, person_id, kind, subject_id, subject_version, snapshot, asked_roles, asked_by, expires_at)
     values (gen_random_uuid(), $1, $2, $3, $4, '${SEAL_SHAPED}', $5, $6, now() + interval '1 hour')`,
    [person, kind, about, version, roles, by.personId],
    by,
  )
}

async function request(kind: 'invitation' | 'new-link', about: string, by: PersonActor): Promise<void> {
  expect(await asks(kind, about, by)).toBe(1)
}

async function decide(about: string, by: PersonActor, decision = 'approved'): Promise<void> {
  const sql = `update approval_request set decision = $3, decided_by = $2, decided_at = now() where subject_id = $1 and decision is null`
  expect(await says(sql, [about, by.personId, decision], by)).toBe(1)
}

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
      `insert into approval_request (id, person_id, kind, subject_id, subject_version, snapshot, asked_roles, asked_by, expires_at)
       values (gen_random_uuid(), $1, 'role-change', $1, 1, '${SEAL_SHAPED}', '{director}', $2, now() + interval '1 hour')`,
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
    const asAgreed = 'roles and team come as two administrators agreed: "person_as_agreed"'
    expect(await says(change.replace('director', 'supervisor'), [person.personId], two)).toBe(asAgreed)
    const withTeam = change.replace('version =', `team_id = '${team.id}', version =`)
    expect(await says(withTeam, [person.personId], two)).toBe(asAgreed)
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

  it('nobody is renamed or given another login but by an administrator, and no login ever changes', async () => {
    const rename = `update person set display_name = '${SEAL_SHAPED}' where id = $1`
    expect(await says(rename, [mina.personId], mina)).toBe('only an administrator changes a name')
    expect(await says(rename, [mina.personId], root)).toBe(1)
  })

  it('somebody is added once, by the administrator who approved exactly this', async () => {
    const [one, two] = [root, await makePerson(['administrator'], null)]
    const id = randomUUID()
    const add = `insert into person (id, login, display_name, roles) values ($1, 'n-' || gen_random_uuid(), '${SEAL_SHAPED}', '{analyst}')`
    const asAgreed = 'roles and team come as two administrators agreed: "person_as_agreed"'
    expect(await says(add, [id], suji)).toBe('only an administrator adds somebody')
    await request('invitation', id, one)
    expect(await says(add, [id], one)).toBe(asAgreed)
    expect(await says(add, [id], two)).toBe(asAgreed)
    await decide(id, two)
    expect(await says(add, [id], one)).toBe(asAgreed)
    expect(await says(add, [randomUUID()], two)).toBe(asAgreed)
    expect(await says(add.replace('analyst', 'administrator'), [id], two)).toBe(asAgreed)
    expect(await says(add, [id], two)).toBe(1)
    expect(await says(add, [id], two)).toContain('person_pkey')
  })

  it('a password comes by an open one-time link, and by nothing else', async () => {
    const person = await makePerson(['analyst'], null)
    const set = `insert into credential (person_id, password_hash) values ($1, 'x')`
    const again = `update credential set password_hash = 'y' where person_id = $1`
    const refused = 'new row violates row-level security policy for table "credential"'
    const hash = randomBytes(32)
    const visitor: Actor = { kind: 'visitor', link: hash.toString('hex') }
    for (const by of [person, root, visitor]) expect(await says(set, [person.personId], by)).toBe(refused)
    await look(
      `insert into invitation (id, person_id, token_hash, expires_at)
       values (gen_random_uuid(), $1, $2, now() + interval '1 hour')`,
      [person.personId, hash],
    )
    // Whoever does not hold the link is nobody to it.
    const others: Actor[] = [{ kind: 'visitor' }, { kind: 'visitor', link: randomBytes(32).toString('hex') }]
    for (const by of others) expect(await says(set, [person.personId], by)).toBe(refused)
    expect(await says(set, [person.personId], root)).toBe(refused)
    expect(await says(set, [person.personId], visitor)).toBe(1)
    for (const by of [person, root]) expect(await says(again, [person.personId], by)).toBe(0)
    expect(await says(again, [person.personId], visitor)).toBe(1)
    // Nor by one that ran out.
    await look('update invitation set expires_at = now() where person_id = $1', [person.personId])
    expect(await says(again, [person.personId], visitor)).toBe(0)
  })

  it('a link that was used sets no password, whatever hour its use is written for', async () => {
    const person = await makePerson(['analyst'], null)
    const hash = randomBytes(32)
    await look(
      `insert into invitation (id, person_id, token_hash, expires_at, used_at)
       values (gen_random_uuid(), $1, $2, now() + interval '1 hour', '2099-01-01')`,
      [person.personId, hash],
    )
    const set = `insert into credential (person_id, password_hash) values ($1, 'x')`
    const visitor: Actor = { kind: 'visitor', link: hash.toString('hex') }
    expect(await says(set, [person.personId], visitor)).toContain('row-level security')
  })

  it('nobody but an administrator asks for somebody new or a new link', async () => {
    for (const by of [mina, suji]) {
      expect(await asks('invitation', randomUUID(), by)).toContain('row-level security')
      expect(await asks('new-link', by.personId, by)).toContain('row-level security')
    }
    expect(await asks('invitation', randomUUID(), root)).toBe(1)
    expect(await asks('new-link', suji.personId, root)).toBe(1)
  })

  it('a link is made by nobody alone: approved, once, by whoever asked', async () => {
    const [one, two] = [root, await makePerson(['administrator'], null)]
    const alone = 'a link takes two administrators: "link_by_two_administrators"'
    const { personId } = await enrolled()
    const visitor: Actor = { kind: 'visitor' }
    for (const by of [mina, suji, visitor]) {
      expect(await says(LINK, [personId], by)).toBe('only an administrator makes a one-time link')
    }
    expect(await says(LINK, [personId], one)).toBe(alone)
    await request('new-link', personId, one)
    expect(await says(LINK, [personId], one)).toBe(alone)
    await decide(personId, two)
    expect(await says(LINK, [personId], two)).toBe(alone)
    expect(await says(LINK, [(await enrolled()).personId], one)).toBe(alone)
    expect(await says(LINK, [personId], one)).toBe(1)
    expect(await says(LINK, [personId], one)).toContain('one open link at a time')
    expect(await says(EXPIRE, [personId], one)).toBe(1)
    expect(await says(LINK, [personId], one)).toBe(alone)
    expect(await says(LINK, [(await enrolled()).personId], { kind: 'operator' })).toBe(1)
  })

  it('an approval of a link that was returned, is too old, is about an older version, or whose approver is out, serves nobody', async () => {
    const [one, two] = [root, await makePerson(['administrator'], null)]
    const alone = 'a link takes two administrators: "link_by_two_administrators"'
    const { personId } = await enrolled()
    await request('new-link', personId, one)
    await decide(personId, two, 'returned')
    expect(await says(LINK, [personId], one)).toBe(alone)
    await request('new-link', personId, one)
    await decide(personId, two)
    for (const [spoil, heal] of [
      [`update person set version = 2 where id = '${personId}'`, `version = 1 where id = '${personId}'`],
      [`update person set disabled_at = now() where id = '${two.personId}'`, 'disabled_at = null'],
    ] as const) {
      await look(spoil)
      expect(await says(LINK, [personId], one)).toBe(alone)
      await look(`update person set ${heal}`)
    }
    const decided = (ago: string) =>
      look(`do $$ begin set local session_replication_role = replica;
        update approval_request set decided_at = now() - interval '${ago}' where person_id = '${personId}'; end $$`)
    await decided('73 hours')
    expect(await says(LINK, [personId], one)).toBe(alone)
    await decided('71 hours')
    expect(await says(LINK, [personId], one)).toBe(1)
  })

  it('nobody is set back to a version that two administrators once agreed about', async () => {
    const back = 'update person set version = $2 where id = $1'
    const refused = 'a person is never set back to an older version'
    await look('update person set version = 5 where id = $1', [mina.personId])
    for (const by of [mina, suji, root]) expect(await says(back, [mina.personId, 4], by)).toBe(refused)
    expect(await says(back, [mina.personId, 6], root)).toBe(1)
  })

  it('a link works for a day at most, and is never prolonged', async () => {
    const { personId } = await enrolled()
    await request('new-link', personId, root)
    await decide(personId, await makePerson(['administrator'], null))
    const prolong = `update invitation set expires_at = now() + interval '2 hours' where person_id = $1`
    expect(await says(LINK.replace('1 hour', '25 hours'), [personId], root)).toBe(
      'a one-time link works for a day',
    )
    expect(await says(LINK, [personId], root)).toBe(1)
    expect(await says(prolong, [personId], root)).toBe('a one-time link is never prolonged')
    expect(await says(EXPIRE, [personId], root)).toBe(1)
    expect(await says(prolong, [personId], root)).toBe('a one-time link is never prolonged')
  })

  it('nobody who is somebody begins a session, for whomever; signing in does', async () => {
    for (const by of [mina, suji, root]) {
      expect(await says(SESSION, [suji.personId], by)).toBe('a session begins with signing in')
    }
    const strangers: Actor[] = [{ kind: 'visitor' }, { kind: 'visitor', login: `p-${mina.personId}` }]
    for (const by of strangers) {
      expect(await says(SESSION, [suji.personId], by)).toBe('a session begins with signing in')
    }
    const signingIn: Actor = { kind: 'visitor', login: `p-${suji.personId}` }
    expect(await says(SESSION, [suji.personId], signingIn)).toBe(1)
  })
})
