/** People by the operator's shell: recorded as its own, and within the same law as everybody's. */
import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, test } from 'vitest'
import { addPerson as addByOperator, makeNewLink, setRoles } from '../../../lib/features/operator/service.ts'
import { readInvitation } from '../../../lib/features/enrolment/service.ts'
import { look } from '../../support/database.ts'
import { addPerson, addTeam, recordedFacts } from '../../support/staff.ts'

const run = promisify(execFile)

async function rolesOf(login: string) {
  const [row] = await look('select roles, team_id from person where login = $1', [login])
  return row
}

let team: string

beforeAll(async () => {
  team = await addTeam('Vladivostok')
  await addPerson({ login: 'root', roles: ['administrator'] })
})

describe('the operator', () => {
  test('changes roles and team of somebody, and the log says that it was the operator', async () => {
    const { personId } = await addPerson({ login: 'mina', roles: ['director'] })
    const input = { login: 'mina', roles: ['supervisor' as const], team: 'Vladivostok' }
    expect(await setRoles(input)).toEqual({ ok: true, value: null })
    expect(await rolesOf('mina')).toEqual({ roles: ['supervisor'], team_id: team })
    expect(await recordedFacts('person.set-roles')).toEqual([
      {
        action: 'person.set-roles',
        result: 'done',
        subject: personId,
        detail: { roles: ['supervisor'] },
        by: 'operator',
      },
    ])
  })

  test('keeps to the law: no forbidden pair, a team where one is needed, one administrator left, a known login', async () => {
    await addPerson({ login: 'oleg', roles: ['director'] })
    const set = (
      login: string,
      roles: Parameters<typeof setRoles>[0]['roles'],
      named: string | null = null,
    ) => setRoles({ login, roles, team: named })
    expect(await set('oleg', ['auditor', 'director'])).toEqual({ ok: false, refusal: 'forbidden-roles' })
    expect(await set('oleg', ['caseworker'])).toMatchObject({ fields: { teamId: 'required' } })
    expect(await set('oleg', ['caseworker'], 'Nowhere')).toMatchObject({ fields: { team: 'not-a-choice' } })
    expect(await set('root', ['director'])).toEqual({ ok: false, refusal: 'last-administrator' })
    expect(await set('nobody', ['director'])).toEqual({ ok: false, refusal: 'absent' })
    expect(await rolesOf('oleg')).toMatchObject({ roles: ['director'] })
    expect(await set('oleg', ['caseworker'], 'Vladivostok')).toEqual({ ok: true, value: null })
    // The team stays where none is named.
    expect(await set('oleg', ['supervisor'])).toEqual({ ok: true, value: null })
    expect(await rolesOf('oleg')).toEqual({ roles: ['supervisor'], team_id: team })
  })

  test('adds somebody with a link that works; a login that is in use is refused', async () => {
    const input = { login: 'lena', displayName: 'Lena', roles: ['trustee' as const], team: null }
    const added = await addByOperator(input)
    if (!added.ok) throw new Error(added.refusal)
    expect(await readInvitation({ token: added.value.token })).toMatchObject({
      ok: true,
      value: { login: 'lena' },
    })
    expect(await addByOperator(input)).toMatchObject({ ok: false, refusal: 'name-taken' })
    const [fact] = await recordedFacts('person.add')
    expect(fact).toMatchObject({ result: 'done', by: 'operator', detail: { roles: ['trustee'] } })
    expect(JSON.stringify(fact)).not.toMatch(/lena|Lena/)
  })
})

test('the operator makes a new link for somebody who is there, and the log says so', async () => {
  const { personId } = await addPerson({ login: 'tess', roles: ['director'] })
  expect(await makeNewLink({ login: 'nobody' })).toEqual({ ok: false, refusal: 'absent' })
  const made = await makeNewLink({ login: 'tess' })
  if (!made.ok) throw new Error(made.refusal)
  expect(await readInvitation({ token: made.value.token })).toMatchObject({
    ok: true,
    value: { login: 'tess' },
  })
  expect((await recordedFacts('person.new-link')).at(-1)).toEqual({
    ...{ action: 'person.new-link', result: 'done', subject: personId, detail: {}, by: 'operator' },
  })
  await look('update person set disabled_at = now() where id = $1', [personId])
  expect(await makeNewLink({ login: 'tess' })).toEqual({ ok: false, refusal: 'stale' })
})

describe('the command line', () => {
  const causeway = (...words: string[]) =>
    run(process.execPath, ['--conditions=react-server', 'cli/causeway.ts', 'people', ...words], {
      cwd: path.resolve(import.meta.dirname, '../../..'),
    })

  test('says what it did, and what was wrong', async () => {
    await addPerson({ login: 'nara', roles: ['director'] })
    const done = await causeway('set-roles', 'nara', '--roles', 'analyst')
    expect(done.stdout).toBe('nara now holds: analyst\n')
    expect(await rolesOf('nara')).toMatchObject({ roles: ['analyst'] })
    const added = await causeway(
      'add',
      'pavel',
      '--name',
      'Pavel',
      '--roles',
      'caseworker',
      '--team',
      'Vladivostok',
    )
    expect(added.stdout).toMatch(/\/enrol#[\w-]+\n/)
    expect((await causeway('link', 'nara')).stdout).toMatch(/\/enrol#[\w-]+\n/)
    await expect(causeway('set-roles', 'nara', '--roles', 'king')).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--roles is missing or wrong.') as string,
    })
    await expect(causeway('set-roles', 'nobody', '--roles', 'analyst')).rejects.toMatchObject({
      stderr: expect.stringContaining('Nobody has this login.') as string,
    })
  })
})
