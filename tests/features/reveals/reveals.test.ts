import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import type { PersonActor } from '../../../lib/domain/policy/roles.ts'
import { readIdentity } from '../../../lib/features/cases/service.ts'
import { setLooksPerHour } from '../../../lib/features/operator/service.ts'
import { releaseLooks } from '../../../lib/features/reveals/service.ts'
import {
  factsOf,
  formOf,
  makeCase,
  makePerson,
  makeTeam,
  openCriticalIncident,
  putOnCall,
  type Team,
  type TestCase,
} from '../../support/cast.ts'
import { asApp, look } from '../../support/database.ts'
import { put } from '../../support/sealed.ts'

let team: Team
let mina: PersonActor
let suji: PersonActor

beforeEach(async () => {
  team = await makeTeam()
  mina = await makePerson(['caseworker'], team)
  suji = await makePerson(['supervisor'], team)
})

async function newCase(worker = mina): Promise<TestCase> {
  const file = await makeCase(team, [worker])
  await put('identity', { case_id: file.id, latin: 'Canary Name' })
  return file
}

/** Looks at somebody's names and says how it went. */
async function opens(file: TestCase, by = mina): Promise<string> {
  const read = await readIdentity(by, { caseId: file.id })
  if (!read.ok) return read.refusal
  expect(read.value.latin).toBe('Canary Name')
  return 'shown'
}

/** Looks so many times, each at somebody else. */
async function openMany(times: number): Promise<readonly TestCase[]> {
  const files: TestCase[] = []
  for (let left = times; left > 0; left--) {
    const file = await newCase()
    expect(await opens(file)).toBe('shown')
    files.push(file)
  }
  return files
}

async function alertsAbout(person: PersonActor) {
  const rows = await look<{ person_id: string; kind: string }>(
    'select person_id, kind from alert where about_person_id = $1 order by person_id',
    [person.personId],
  )
  return rows.map((row) => [row.kind, row.person_id])
}

const release = (by: PersonActor, of: PersonActor) => {
  const input = { personId: of.personId, id: randomUUID() }
  return releaseLooks(by, input, formOf(input))
}

describe('the rate watch', () => {
  it('shows twenty people within an hour, and the twenty-first only after somebody else said that it is well', async () => {
    const [first] = await openMany(20)
    if (first === undefined) throw new Error('nobody was shown')
    const next = await newCase()
    expect(await opens(next)).toBe('too-many-looks')
    expect(await opens(first)).toBe('shown')
    expect(await release(suji, mina)).toEqual({ ok: true, value: null })
    expect(await opens(next)).toBe('shown')
  })

  it('rings at once, once, for who leads the team and is on call, and the refused look stays in the log', async () => {
    const duty = await makePerson(['caseworker'], team)
    await putOnCall(team, duty.personId)
    await openMany(20)
    const next = await newCase()
    expect([await opens(next), await opens(next)]).toEqual(['too-many-looks', 'too-many-looks'])
    const rung = [duty.personId, suji.personId].toSorted()
    expect(await alertsAbout(mina)).toEqual(rung.map((id) => ['too-many-looks', id]))
    expect((await factsOf('case.read-identity')).at(-1)).toMatchObject({
      result: 'refused:too-many-looks',
      subject: next.id,
    })
  })

  it('forgets what is older than an hour', async () => {
    await openMany(20)
    const next = await newCase()
    expect(await opens(next)).toBe('too-many-looks')
    await look(`update reveal set at = at - interval '61 minutes' where person_id = $1`, [mina.personId])
    expect(await opens(next)).toBe('shown')
  })

  it('lets the own worker of a case in danger pass with a fresh proof, and with an old one asks for it', async () => {
    await openMany(20)
    const [danger, colleague] = [await newCase(), await makePerson(['caseworker'], team)]
    const other = await newCase(colleague)
    await openCriticalIncident(danger, mina.personId)
    await openCriticalIncident(other, mina.personId)
    const old = { ...mina, provedAt: new Date(Date.now() - 6 * 60_000) }
    expect(await opens(danger, old)).toBe('step-up')
    expect(await opens(danger)).toBe('shown')
    expect(await opens(other)).toBe('absent')
  })

  it('counts one after the other, whoever races', async () => {
    await openMany(19)
    const files = await Promise.all([1, 2, 3].map(() => newCase()))
    const answers = await Promise.all(files.map((file) => opens(file)))
    expect(answers.toSorted()).toEqual(['shown', 'too-many-looks', 'too-many-looks'])
  })

  it('holds for SQL as the app’s login too', async () => {
    await openMany(20)
    const next = await newCase()
    const add = (id: string) =>
      asApp(
        (client) =>
          client.query(`insert into reveal (id, person_id, case_id, what) values ($1, $2, $3, 'identity')`, [
            randomUUID(),
            mina.personId,
            id,
          ]),
        mina,
      )
    await expect(add(next.id)).rejects.toThrow('look_limit')
    await release(suji, mina)
    expect((await add(next.id)).rowCount).toBe(1)
  })
})

describe('a release', () => {
  it('is for a supervisor of any team and for whoever is on call; nobody releases themselves', async () => {
    const elsewhere = await makePerson(['supervisor'], await makeTeam())
    const duty = await makePerson(['caseworker'], team, { onCall: true })
    const colleague = await makePerson(['caseworker'], team)
    expect((await release(elsewhere, mina)).ok).toBe(true)
    expect((await release(duty, mina)).ok).toBe(true)
    expect(await release(colleague, mina)).toEqual({ ok: false, refusal: 'not-allowed' })
    expect(await release(suji, suji)).toEqual({ ok: false, refusal: 'same-person' })
  })

  it('cannot be written by somebody for themselves, or in another’s name', async () => {
    const add = (by: PersonActor, of: PersonActor, name: PersonActor) =>
      asApp(
        (client) =>
          client.query('insert into look_release (id, person_id, released_by) values ($1, $2, $3)', [
            randomUUID(),
            of.personId,
            name.personId,
          ]),
        by,
      )
    await expect(add(mina, mina, suji)).rejects.toThrow('row-level security')
    await expect(add(suji, mina, mina)).rejects.toThrow('row-level security')
    await expect(add(suji, suji, suji)).rejects.toThrow('look_release_by_a_second_person')
    expect((await add(suji, mina, suji)).rowCount).toBe(1)
  })
})

describe('the limit', () => {
  it('is the operator’s to set, recorded, and nobody else’s', async () => {
    expect(await setLooksPerHour(1)).toEqual({ ok: true, value: null })
    expect((await factsOf('limit.set')).at(-1)).toMatchObject({ result: 'done' })
    await openMany(1)
    expect(await opens(await newCase())).toBe('too-many-looks')
    const change = 'update house_limit set value = 1000'
    expect((await asApp((client) => client.query(change), suji)).rowCount).toBe(0)
    expect(await setLooksPerHour(20)).toEqual({ ok: true, value: null })
    expect(await opens(await newCase())).toBe('shown')
  })
})
