/** Who a case is about, and who carries it: looks at names, corrections, and giving a case to a colleague. */
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor, PersonActor } from '../../../lib/domain/policy/roles.ts'
import { editCaseSchema } from '../../../lib/features/cases/schema.ts'
import { assignCase, editCase, openIdentity, readIdentity } from '../../../lib/features/cases/service.ts'
import { openCase } from '../../../lib/features/case-file/service.ts'
import { factsOf, formOf, makePerson, makeTeam, type Team } from '../../support/cast.ts'
import { look } from '../../support/database.ts'
import { openedCase } from '../../support/new-case.ts'

let team: Team
let mina: PersonActor
let jun: PersonActor
let suji: PersonActor
let oleg: PersonActor
let anna: PersonActor
let analyst: PersonActor

beforeAll(async () => {
  team = await makeTeam('Asia/Vladivostok')
  const moscow = await makeTeam('Europe/Moscow')
  mina = await makePerson(['caseworker'], team)
  jun = await makePerson(['caseworker'], team)
  suji = await makePerson(['supervisor'], team)
  oleg = await makePerson(['caseworker'], moscow)
  anna = await makePerson(['supervisor'], moscow)
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
    expect(await readIdentity(suji, { caseId: id })).toEqual({ ok: false, refusal: 'not-allowed' })
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
  const [row] = await look(
    `select i.latin, i.birth_year, i.version, c.sector, c.birth_year_band from identity i
     join case_file c on c.id = i.case_id where c.id = $1`,
    [id],
  )
  return row
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
    expect(await openIdentity(suji, { caseId: id })).toEqual({ ok: false, refusal: 'not-allowed' })
  })
})

describe('a supervisor gives a case to another worker', () => {
  test('who then opens it, while the one before no longer can; its open tasks go along', async () => {
    const { id, code } = await openedCase(mina)
    await look(
      `insert into task (id, case_id, assignee_id, kind, title, due_at, recorded_by)
       values ($1, $2, $3, 'custom', 'Call back', now(), $3)`,
      [randomUUID(), id, mina.personId],
    )
    expect((await openCase(jun, code)).ok).toBe(false)
    const values = { caseId: id, workerId: jun.personId }
    expect(await assignCase(suji, values, formOf(values))).toEqual({ ok: true, value: null })
    expect((await openCase(jun, code)).ok).toBe(true)
    expect(await openCase(mina, code)).toEqual({ ok: false, refusal: 'absent' })
    expect(await look('select assignee_id from task where case_id = $1', [id])).toEqual([
      { assignee_id: jun.personId },
    ])
    expect((await factsOf('case.assign')).at(-1)).toMatchObject({ result: 'done', subject: id })
  })

  test('once, though the form is sent twice, and not to the one who has it', async () => {
    const { id } = await openedCase(mina)
    const values = { caseId: id, workerId: jun.personId }
    const form = formOf(values)
    expect(await assignCase(suji, values, form)).toEqual({ ok: true, value: null })
    expect(await assignCase(suji, values, form)).toEqual({ ok: true, value: null })
    expect(await assignCase(suji, values, formOf(values))).toEqual({ ok: false, refusal: 'already-decided' })
    expect(await look('select from assignment where case_id = $1 and until_at is null', [id])).toHaveLength(1)
  })

  test('of the team only', async () => {
    const { id } = await openedCase(mina)
    const values = { caseId: id, workerId: oleg.personId }
    expect(await assignCase(suji, values, formOf(values))).toMatchObject({
      fields: { workerId: 'not-a-choice' },
    })
  })

  test('which a caseworker cannot, and the supervisor of another team cannot', async () => {
    const { id } = await openedCase(mina)
    const values = { caseId: id, workerId: jun.personId }
    expect(await assignCase(mina, values, formOf(values))).toEqual({ ok: false, refusal: 'not-allowed' })
    expect(await assignCase(anna, values, formOf(values))).toEqual({ ok: false, refusal: 'absent' })
  })
})
