/** Teams: the administrator's alone, each name once, each on a clock that the database knows too. */
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { HOME_ZONES, otherZones } from '../../../lib/domain/calendar/time-zones.ts'
import type { Role } from '../../../lib/domain/policy/roles.ts'
import { createTeamSchema } from '../../../lib/features/teams/schema.ts'
import { createTeam, editTeam, readTeams } from '../../../lib/features/teams/service.ts'
import { look } from '../../support/database.ts'
import { addPerson, addTeam, freshForm, type Staff } from '../../support/staff.ts'

let root: Staff
let team: string

beforeAll(async () => {
  root = await addPerson({ login: 'root', roles: ['administrator'] })
  team = await addTeam('Vladivostok')
})

test.each<Role>(['caseworker', 'supervisor', 'director', 'analyst', 'auditor'])(
  'a person who is %s neither sees nor changes teams',
  async (role) => {
    const actor = await addPerson({ login: role, roles: [role], teamId: team })
    const no = { ok: false, refusal: 'not-allowed' }
    expect(await readTeams(actor)).toEqual(no)
    expect(await createTeam(actor, { name: 'Mine', timeZone: 'Asia/Seoul' }, freshForm())).toEqual(no)
    const changed = { teamId: team, name: 'Mine', timeZone: 'Asia/Seoul' }
    expect(await editTeam(actor, changed, freshForm(1))).toEqual(no)
    expect(await look("select id from team where name = 'Mine'")).toEqual([])
  },
)

describe('an administrator', () => {
  test('makes a team and sees it among the others with how many people it has', async () => {
    const outcome = await createTeam(root, { name: 'Moscow', timeZone: 'Europe/Moscow' }, freshForm())
    if (!outcome.ok) throw new Error(outcome.refusal)
    const { teamId } = outcome.value
    await addPerson({ login: 'oleg', roles: ['caseworker'], teamId })
    const gone = await addPerson({ login: 'gone', roles: ['caseworker'], teamId })
    await look('update person set disabled_at = now() where id = $1', [gone.personId])
    const teams = await readTeams(root)
    expect(teams.ok && teams.value.find(({ id }) => id === teamId)).toEqual({
      id: teamId,
      name: 'Moscow',
      timeZone: 'Europe/Moscow',
      people: 1,
      version: 1,
    })
  })

  test('presses twice and has one team', async () => {
    const form = freshForm()
    const input = { name: 'Irkutsk', timeZone: 'Asia/Irkutsk' }
    const first = await createTeam(root, input, form)
    expect(await createTeam(root, input, form)).toEqual(first)
    expect(await look("select id from team where name = 'Irkutsk'")).toHaveLength(1)
  })

  test('renames it and moves its clock', async () => {
    const id = await addTeam('Khabarovsk')
    const changed = { teamId: id, name: 'Far East', timeZone: 'Asia/Magadan' }
    expect(await editTeam(root, changed, freshForm(1))).toEqual({ ok: true, value: null })
    expect(await look('select name, time_zone, version from team where id = $1', [id])).toEqual([
      { name: 'Far East', time_zone: 'Asia/Magadan', version: 2 },
    ])
  })

  test('does not overwrite what another one changed meanwhile', async () => {
    const id = await addTeam('Sakhalin')
    await editTeam(root, { teamId: id, name: 'Sakhalin 2', timeZone: 'Asia/Magadan' }, freshForm(1))
    const late = { teamId: id, name: 'Sakhalin 3', timeZone: 'Asia/Magadan' }
    expect(await editTeam(root, late, freshForm(1))).toEqual({ ok: false, refusal: 'stale' })
    expect((await editTeam(root, late, freshForm(2))).ok).toBe(true)
  })

  test('cannot give two teams one name', async () => {
    await addTeam('Busan')
    const taken = { ok: false, refusal: 'name-taken', fields: { name: 'taken' } }
    expect(await createTeam(root, { name: 'Busan', timeZone: 'Asia/Seoul' }, freshForm())).toEqual(taken)
    const renamed = { teamId: team, name: 'Busan', timeZone: 'Asia/Vladivostok' }
    expect(await editTeam(root, renamed, freshForm(1))).toEqual(taken)
  })

  test('finds no team that does not exist', async () => {
    const nowhere = { teamId: randomUUID(), name: 'Nowhere', timeZone: 'Asia/Seoul' }
    expect(await editTeam(root, nowhere, freshForm(1))).toEqual({ ok: false, refusal: 'absent' })
  })
})

test('a time zone that does not exist is refused by the form, and by the database’s own list', async () => {
  expect(createTeamSchema.safeParse({ name: 'X', timeZone: 'Asia/Atlantis' }).success).toBe(false)
  expect(await createTeam(root, { name: 'X', timeZone: 'Asia/Atlantis' }, freshForm())).toEqual({
    ok: false,
    refusal: 'invalid',
    fields: { timeZone: 'time-zone-unknown' },
  })
})

test('every zone that is offered is known to the database', async () => {
  const known = await look<{ name: string }>('select name from pg_timezone_names')
  const names = new Set(known.map(({ name }) => name))
  expect([...HOME_ZONES, ...otherZones()].filter((zone) => !names.has(zone))).toEqual([])
})
