/** A search by name or phone: within one's own cases, at most five names, each of them a look. */
import { beforeEach, describe, expect, it } from 'vitest'
import type { PersonActor } from '../../../lib/domain/policy/roles.ts'
import { readIdentity } from '../../../lib/features/cases/service.ts'
import { searchByName } from '../../../lib/features/name-search/service.ts'
import { setLooksPerHour } from '../../../lib/features/operator/service.ts'
import {
  factsOf,
  makeCase,
  makePerson,
  makeTeam,
  openCriticalIncident,
  type Team,
  type TestCase,
} from '../../support/cast.ts'
import { look } from '../../support/database.ts'
import { put } from '../../support/sealed.ts'

let team: Team
let mina: PersonActor

beforeEach(async () => {
  team = await makeTeam()
  mina = await makePerson(['caseworker'], team)
})

type Said = { hangul?: string; latin?: string; cyrillic?: string; aliases?: string; phone?: string }

async function named(said: Said, worker = mina): Promise<TestCase> {
  const file = await makeCase(team, [worker])
  await put('identity', { case_id: file.id, ...said })
  return file
}

/** Somebody is registered under a number. */
async function giveNumber(file: TestCase, reference: string): Promise<void> {
  const [row] = await look<{ id: string }>(
    `insert into protection_step (id, case_id, track, status, occurred_on, occurred_precision, recorded_by)
     values (gen_random_uuid(), $1, 'unhcr', 'registered', current_date, 'day', $2) returning id`,
    [file.id, mina.personId],
  )
  await put('protection_number', { step_id: row?.id, case_id: file.id, reference })
}

/** What somebody finds: the codes, or why nothing. */
async function find(asked: string, by = mina) {
  const found = await searchByName(by, { asked })
  return found.ok ? found.value.hits.map(({ code }) => code) : found.refusal
}

const looksOf = (person: PersonActor) =>
  look<{ case_id: string; what: string }>(
    'select distinct case_id, what from reveal where person_id = $1 order by case_id',
    [person.personId],
  )

describe('a search by name', () => {
  it('finds the same person in Hangul, Latin and Cyrillic, with every spelling that is known', async () => {
    const file = await named({ hangul: '최룡해', latin: 'Choe Ryong Hae', aliases: 'Саша' })
    for (const asked of ['최룡해', 'Choi Yong-hae', 'Цой Рен Хэ', '최용해', 'choe ryonghae'])
      expect(await find(asked), asked).toEqual([file.code])
    const found = await searchByName(mina, { asked: '룡해' })
    expect(found).toMatchObject({
      ok: true,
      value: { hits: [{ code: file.code, names: ['최룡해', 'Choe Ryong Hae', 'Саша'] }], more: false },
    })
  })

  it('finds by the end of a phone number, and by the beginning of a code without a look at a name', async () => {
    const file = await named({ latin: 'Kim Jong Su', phone: '+7 914 555-01-02' })
    expect(await find('5550102')).toEqual([file.code])
    const before = await looksOf(mina)
    const found = await searchByName(mina, { asked: file.code.slice(0, 6).toUpperCase() })
    expect(found).toMatchObject({ ok: true, value: { hits: [{ code: file.code, names: [] }] } })
    expect(await looksOf(mina)).toEqual(before)
  })

  it('finds by the number of a registration, which it does not show', async () => {
    const file = await named({ latin: 'Kim Jong Su' })
    await giveNumber(file, '305-19C00123')
    expect(await find('305 19c00123')).toEqual([file.code])
    expect(await find('19C0-9999')).toEqual([])
    const found = await searchByName(mina, { asked: '00123' })
    expect(JSON.stringify(found)).not.toContain('305')
    const oleg = await makePerson(['caseworker'], team)
    expect(await find('305 19c00123', oleg)).toEqual([])
  })

  it('finds nobody whom somebody else carries, also within the team, and nobody who was handed over', async () => {
    const oleg = await makePerson(['caseworker'], team)
    const file = await named({ latin: 'Kim Jong Su' }, oleg)
    expect([await find('Kim Jong Su'), await find('Kim Jong Su', oleg)]).toEqual([[], [file.code]])
    await look('update assignment set until_at = now() where case_id = $1', [file.id])
    expect(await find('Kim Jong Su', oleg)).toEqual([])
  })

  it('is for those who carry cases: nobody else may even ask', async () => {
    const others = ['supervisor', 'director', 'analyst', 'auditor', 'administrator', 'guest'] as const
    for (const role of others) {
      expect(await find('Kim', await makePerson([role], team)), role).toBe('not-allowed')
    }
    expect(await find('Kim')).toEqual([])
  })

  it('shows at most five, and says that there are more', async () => {
    for (let left = 6; left > 0; left--) await named({ latin: 'Kim Jong Su' })
    const found = await searchByName(mina, { asked: 'Kim Jong Su' })
    expect(found).toMatchObject({ ok: true, value: { more: true } })
    expect(found.ok && found.value.hits.length).toBe(5)
    expect(await looksOf(mina)).toHaveLength(5)
  })

  it('stands in the log by the ids of whom it showed, and by nothing that was typed', async () => {
    const file = await named({ latin: 'Kim Jong Su' })
    expect(await find('Kim Jong Su')).toEqual([file.code])
    expect(await find('Nobody Atall')).toEqual([])
    const facts = (await factsOf('case.search-name')).slice(-2)
    expect(facts).toMatchObject([
      { result: 'done', subject: null, detail: { shown: [file.id] } },
      { result: 'done', subject: null, detail: {} },
    ])
    expect(JSON.stringify(facts)).not.toMatch(/kim|atall/i)
  })
})

describe('the rate watch over a search', () => {
  beforeEach(() => setLooksPerHour(3))

  it('counts each name that is shown, once an hour', async () => {
    const file = await named({ latin: 'Kim Jong Su' })
    expect([await find('Kim Jong Su'), await find('Kim Chong-su')]).toEqual([[file.code], [file.code]])
    expect(await readIdentity(mina, { caseId: file.id })).toMatchObject({ ok: true })
    expect(await looksOf(mina)).toEqual([{ case_id: file.id, what: 'identity' }])
  })

  it('withholds who is beyond the limit, rings, and refuses once none is left', async () => {
    for (let left = 5; left > 0; left--) await named({ latin: 'Kim Jong Su' })
    const suji = await makePerson(['supervisor'], team)
    const found = await searchByName(mina, { asked: 'Kim Jong Su' })
    const names = found.ok ? found.value.hits.map((hit) => hit.names) : []
    expect(names).toEqual([['Kim Jong Su'], ['Kim Jong Su'], ['Kim Jong Su']])
    expect(found).toMatchObject({ value: { withheld: true } })
    const rung = await look('select person_id, kind from alert where about_person_id = $1', [mina.personId])
    expect(rung).toEqual([{ person_id: suji.personId, kind: 'too-many-looks' }])
    await named({ latin: 'Pak Chol' })
    expect(await find('Pak Chol')).toBe('too-many-looks')
    expect((await factsOf('case.search-name')).at(-1)).toMatchObject({ result: 'refused:too-many-looks' })
  })

  it('lets the worker of a case in danger find them with a fresh proof, and asks for one', async () => {
    for (let left = 3; left > 0; left--) await named({ latin: 'Kim Jong Su' })
    await find('Kim Jong Su')
    const file = await named({ latin: 'Pak Chol' })
    await openCriticalIncident(file, mina.personId)
    expect(await find('Pak Chol', { ...mina, provedAt: new Date(Date.now() - 6 * 60_000) })).toBe('step-up')
    expect(await find('Pak Chol')).toEqual([file.code])
  })
})
