/** Who a case is about: looks at names, and corrections. */
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor, PersonActor } from '../../../lib/domain/policy/roles.ts'
import { editCaseSchema } from '../../../lib/features/cases/schema.ts'
import { editCase, openIdentity, readIdentity } from '../../../lib/features/cases/service.ts'
import { factsOf, formOf, makePerson, makeTeam, type Team } from '../../support/cast.ts'
import { look } from '../../support/database.ts'
import { openedCase } from '../../support/new-case.ts'
import { peek } from '../../support/sealed.ts'

let team: Team
let mina: PersonActor
let jun: PersonActor
let suji: PersonActor
let oleg: PersonActor
let analyst: PersonActor

beforeAll(async () => {
  team = await makeTeam('Asia/Vladivostok')
  const moscow = await makeTeam('Europe/Moscow')
  mina = await makePerson(['caseworker'], team)
  jun = await makePerson(['caseworker'], team)
  suji = await makePerson(['supervisor'], team)
  oleg = await makePerson(['caseworker'], moscow)
  analyst = await makePerson(['analyst'], null)
})

const NAMES = { hangul: '김철수', latin: 'Kim Chol-su', birthYear: 1992, phone: '+7 900 000 00 00' }

describe('the names of a person', () => {
  test('open for the worker of the case, and each look is recorded', async () => {
    const { id } = await openedCase(mina, NAMES)
    expect(await readIdentity(mina, { caseId: id })).toEqual({
      ok: true,
      value: {
        hangul: '김철수',
        latin: 'Kim Chol-su',
        cyrillic: '',
        aliases: '',
        birthYear: '1992',
        phone: '+7 900 000 00 00',
        guardian: '',
      },
    })
    expect((await factsOf('case.read-identity')).at(-1)).toMatchObject({ result: 'done', subject: id })
  })

  test('stay masked for the supervisor, a colleague, another team and an analyst', async () => {
    const { id } = await openedCase(mina, NAMES)
    expect(await readIdentity(suji, { caseId: id })).toEqual({ ok: false, refusal: 'absent' })
    expect(await readIdentity(jun, { caseId: id })).toEqual({ ok: false, refusal: 'absent' })
    expect(await readIdentity(oleg, { caseId: id })).toEqual({ ok: false, refusal: 'absent' })
    expect(await readIdentity(mina, { caseId: randomUUID() })).toEqual({ ok: false, refusal: 'absent' })
    expect(await readIdentity(analyst, { caseId: id })).toEqual({ ok: false, refusal: 'not-allowed' })
    expect((await factsOf('case.read-identity')).at(-1)).toMatchObject({ result: 'refused:not-allowed' })
  })
})

async function edited(actor: Actor, caseId: string, change: object, version: number | null, key?: string) {
  const opened = await openIdentity(mina, { caseId })
  if (!opened.ok) throw new Error(opened.refusal)
  const values = { ...opened.value.values, caseId, ...change }
  return editCase(actor, editCaseSchema.parse(values), formOf(values, { key: key ?? randomUUID(), version }))
}

async function stored(id: string) {
  const [names] = await peek('identity', 'latin, birth_year, version', 'case_id = $1', [id])
  const [words] = await look('select sector, birth_year_band from case_file where id = $1', [id])
  return { ...names, ...words }
}

describe('a correction of the person', () => {
  test('by the worker of the case writes names and words, and the band follows the year', async () => {
    const { id } = await openedCase(mina, NAMES)
    expect(
      await edited(mina, id, { latin: 'Kim Cheolsu', birthYear: 1989, sector: 'logging' }, 1),
    ).toMatchObject({ ok: true })
    expect(await stored(id)).toEqual({
      latin: 'Kim Cheolsu',
      birth_year: '1989',
      version: 2,
      sector: 'logging',
      birth_year_band: '1985-1989',
    })
  })

  test('made from an old reading is refused, and nothing is overwritten', async () => {
    const { id } = await openedCase(mina, NAMES)
    expect((await edited(mina, id, { latin: 'First' }, 1)).ok).toBe(true)
    expect(await edited(mina, id, { latin: 'Second' }, 1)).toEqual({ ok: false, refusal: 'stale' })
    expect(await stored(id)).toMatchObject({ latin: 'First', version: 2 })
  })

  test('that is sent twice is made once', async () => {
    const { id } = await openedCase(mina, NAMES)
    const key = randomUUID()
    const opened = await openIdentity(mina, { caseId: id })
    if (!opened.ok) throw new Error(opened.refusal)
    const values = { ...opened.value.values, caseId: id, latin: 'Once' }
    const send = () => editCase(mina, editCaseSchema.parse(values), formOf(values, { key, version: 1 }))
    expect(await send()).toEqual(await send())
    expect(await stored(id)).toMatchObject({ latin: 'Once', version: 2 })
  })

  test('is not for the supervisor, who does not see the names, nor for another team', async () => {
    const { id } = await openedCase(mina, NAMES)
    expect(await edited(suji, id, {}, 1)).toEqual({ ok: false, refusal: 'not-allowed' })
    expect(await edited(oleg, id, {}, 1)).toEqual({ ok: false, refusal: 'absent' })
    expect(await openIdentity(suji, { caseId: id })).toEqual({ ok: false, refusal: 'absent' })
  })
})
