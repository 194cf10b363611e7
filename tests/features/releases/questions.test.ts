/**
 * Questions about the quality of records: an analyst asks without learning of whom, the worker of each case is told, and what is
 * put right is asked no more.
 */
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it, test } from 'vitest'
import { addDays, dayAt } from '../../../lib/domain/calendar/partial-date.ts'
import { ROLES, type PersonActor } from '../../../lib/domain/policy/roles.ts'
import { granted, refused } from '../../../lib/domain/refusal.ts'
import { duePrecision } from '../../../lib/domain/work/lateness.ts'
import { MOST_QUESTIONS, QUESTIONS, type Question } from '../../../lib/domain/work/questions.ts'
import { handOverCase } from '../../../lib/features/assignments/service.ts'
import { recordBasis } from '../../../lib/features/bases/service.ts'
import { openCase } from '../../../lib/features/case-file/service.ts'
import { listCases } from '../../../lib/features/case-list/service.ts'
import { caseListQuerySchema } from '../../../lib/features/case-list/schema.ts'
import { editCaseSchema } from '../../../lib/features/cases/schema.ts'
import { editCase } from '../../../lib/features/cases/service.ts'
import { correctLastMove } from '../../../lib/features/pathway/service.ts'
import { ask as askFor, readQuality } from '../../../lib/features/record-quality/service.ts'
import { completeTask } from '../../../lib/features/tasks/service.ts'
import { formOf, makeCase, makePerson, makeTeam, type Team, type TestCase } from '../../support/cast.ts'
import { asApp, look } from '../../support/database.ts'
import { tasksOf } from '../../support/day.ts'
import { filledCase, openedCase } from '../../support/new-case.ts'
import { put } from '../../support/sealed.ts'
import { close } from '../../support/whole-case.ts'

let team: Team
let dan: PersonActor

beforeAll(async () => {
  team = await makeTeam()
  dan = await makePerson(['analyst'], null)
})

const NOBODY = '00000000-0000-0000-0000-000000000000'

const worker = () => makePerson(['caseworker'], team)
const ask = (question: Question, by: PersonActor = dan, key: string = randomUUID()) =>
  askFor(by, { question }, formOf({ question }, { key }))
const questionsOn = (file: { readonly id: string }) =>
  look<{ question: string; open: boolean }>(
    `select question, done_at is null as open from task where case_id = $1 and kind = 'question' order by recorded_at, question`,
    [file.id],
  )
const questionsOf = async (person: PersonActor) =>
  (await tasksOf(person)).filter(({ kind }) => kind === 'question').map(({ question }) => question)

/** Nothing of any case is missing or wrong, so that each test counts its own. */
async function nothingIsMissing(): Promise<void> {
  await look(
    `update case_file set birth_year_band = '1980-1984', sex = 'male', enlisted = 'no', passport_withheld = 'no', wages_withheld = 'no'`,
  )
}

async function cases(count: number, mina: PersonActor): Promise<readonly TestCase[]> {
  const made: TestCase[] = []
  for (let left = count; left > 0; left--) made.push(await makeCase(team, [mina]))
  return made
}

async function lacks(
  column: 'sex' | 'wages_withheld' | 'enlisted',
  files: readonly { id: string }[],
): Promise<void> {
  await look(`update case_file set ${column} = 'unknown' where id = any ($1)`, [files.map(({ id }) => id)])
}

const tick = (file: { readonly id: string }, by: PersonActor, taskId: string) =>
  completeTask(by, { caseId: file.id, taskId }, formOf({ taskId }))

describe('asking', () => {
  it('tells each worker on their start page and their case, and the analyst numbers and nothing else', async () => {
    const [mina, nara] = [await worker(), await worker()]
    const files = [...(await cases(4, mina)), ...(await cases(3, nara))]
    await nothingIsMissing()
    await lacks('sex', files)
    expect(await readQuality(dan, 'missing-sex')).toMatchObject({
      value: { asking: { question: 'missing-sex', asked: 7, nobody: 0, later: 0 } },
    })
    expect(await ask('missing-sex')).toEqual(granted({ asked: 7, nobody: 0, later: 0 }))

    expect(await questionsOf(mina)).toEqual(Array(4).fill('missing-sex'))
    expect(await questionsOf(nara)).toEqual(Array(3).fill('missing-sex'))
    const [file] = files
    const [task] = (await tasksOf(mina)).filter(({ caseId }) => caseId === file?.id)
    expect(task).toMatchObject({ caseCode: file?.code, title: '', requirement: null, subjectId: null })
    const due = Date.parse(task?.dueAt ?? '')
    expect(dayAt(due, team.timeZone)).toBe(addDays(dayAt(Date.now(), team.timeZone), 14))
    expect(duePrecision(due, team.timeZone)).toBe('day')
    expect(await openCase(mina, file?.code ?? '')).toMatchObject({
      value: { tasks: [{ kind: 'question', question: 'missing-sex', mine: true }] },
    })
    const listed = await listCases(mina, caseListQuerySchema.parse({ q: file?.code ?? '' }))
    expect(listed).toMatchObject({ value: { lines: [{ due: { kind: 'question', title: '' } }] } })

    const page = await readQuality(dan, 'missing-sex')
    expect(page).toMatchObject({ value: { asking: { asked: 0, nobody: 0, later: 0 } } })
    const row = page.ok ? page.value.rows.find(({ question }) => question === 'missing-sex') : null
    expect(row).toMatchObject({ found: 7, open: 7, answered: 0 })
    const told = JSON.stringify(page)
    for (const { id, code } of files) expect(told.includes(id) || told.includes(code)).toBe(false)
    expect(told).not.toContain(mina.personId)
    for (const table of ['case_file', 'task', 'assignment']) {
      expect((await asApp((client) => client.query(`select 1 from ${table}`), dan)).rowCount, table).toBe(0)
    }
  })

  it('is recorded as a closed word and a number, and a retry of the form asks once', async () => {
    const mina = await worker()
    const files = await cases(5, mina)
    await nothingIsMissing()
    await lacks('wages_withheld', files)
    const key = randomUUID()
    const first = await ask('missing-wages', dan, key)
    expect(first).toEqual(granted({ asked: 5, nobody: 0, later: 0 }))
    expect(await ask('missing-wages', dan, key)).toEqual(first)
    expect(await questionsOf(mina)).toHaveLength(5)
    const log = await look<{ payload: Buffer; subject: string | null }>(
      `select payload, subject from audit_entry where action = 'quality.ask' and actor = $1 order by id desc limit 2`,
      [dan.personId],
    )
    expect(log.map(({ payload }) => JSON.parse(payload.toString('utf8')) as unknown)).toEqual([
      {
        action: 'quality.ask',
        result: 'replayed',
        subject: null,
        detail: { question: 'missing-wages' },
        by: 'person',
      },
      {
        ...{ action: 'quality.ask', result: 'done', subject: null, by: 'person' },
        detail: { question: 'missing-wages', written: 5 },
      },
    ])
    expect(log.map(({ subject }) => subject)).toEqual([null, null])
  })

  it('counts cases with nobody as not asked: closed, without a worker, of somebody who is shut out', async () => {
    const [mina, gone] = [await worker(), await makePerson(['caseworker'], team, { disabled: true })]
    const closed = await makeCase(team, [mina])
    const free = await makeCase(team, [])
    const left = await makeCase(team, [gone])
    const covered = await makeCase(team, [gone, mina])
    await nothingIsMissing()
    await close(closed, mina)
    await lacks('sex', [closed, free, left, covered])
    const [row] = await planOf('missing-sex')
    expect(row).toEqual({ asked: 1, nobody: 3, later: 0 })
    // Of one and of three whoever asks learns that it is few.
    expect(await ask('missing-sex')).toEqual(granted({ asked: 'few', nobody: 'few', later: 0 }))
    expect(await questionsOn(covered)).toEqual([{ question: 'missing-sex', open: true }])
    for (const file of [closed, free, left]) expect(await questionsOn(file)).toEqual([])
    await look(`update case_file set sex = 'male' where id = any ($1)`, [[closed.id, free.id, left.id]])
  })

  it('happens once: not while a question is open, and not again within 90 days of its answer', async () => {
    const mina = await worker()
    const [file] = await cases(1, mina)
    if (file === undefined) throw new Error('no case')
    await nothingIsMissing()
    await lacks('sex', [file])
    await ask('missing-sex')
    await ask('missing-sex')
    expect(await questionsOn(file)).toHaveLength(1)
    const [task] = await tasksOf(mina)
    expect(await tick(file, mina, task?.id ?? '')).toEqual(granted(null))
    expect(await tasksOf(mina)).toEqual([])
    expect(await planOf('missing-sex')).toEqual([{ asked: 0, nobody: 0, later: 0 }])
    await ask('missing-sex')
    expect(await questionsOn(file)).toEqual([{ question: 'missing-sex', open: false }])
    const earlier = (days: number) =>
      look(`update task set done_at = now() - make_interval(days => $2) where case_id = $1`, [file.id, days])
    await earlier(89)
    await ask('missing-sex')
    expect(await questionsOn(file)).toHaveLength(1)
    await earlier(91)
    await ask('missing-sex')
    expect(await questionsOn(file)).toEqual([
      { question: 'missing-sex', open: false },
      { question: 'missing-sex', open: true },
    ])
  })

  it('gives a worker five at a time, and the rest when those are answered', async () => {
    const mina = await worker()
    const files = await cases(MOST_QUESTIONS + 2, mina)
    await nothingIsMissing()
    await lacks('enlisted', files)
    expect(await ask('missing-enlisted')).toEqual(granted({ asked: 5, nobody: 0, later: 'few' }))
    // However else one asks.
    await lacks('sex', files)
    expect(await planOf('missing-sex')).toEqual([{ asked: 0, nobody: 0, later: 7 }])
    const [task] = await tasksOf(mina)
    expect(await tick({ id: task?.caseId ?? '' }, mina, task?.id ?? '')).toEqual(granted(null))
    expect(await ask('missing-enlisted')).toEqual(granted({ asked: 'few', nobody: 0, later: 'few' }))
    expect(await questionsOf(mina)).toHaveLength(5)
  })

  it('by two analysts at the same time asks each worker once', async () => {
    const mina = await worker()
    const files = await cases(3, mina)
    await nothingIsMissing()
    await lacks('sex', files)
    const other = await makePerson(['analyst'], null)
    const answers = await Promise.all([ask('missing-sex'), ask('missing-sex', other)])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(2)
    expect(await questionsOf(mina)).toHaveLength(3)
  })

  it('is the analyst’s: no other role asks, neither at the door nor past it', async () => {
    const mina = await worker()
    const [file] = await cases(1, mina)
    await nothingIsMissing()
    await lacks('sex', file === undefined ? [] : [file])
    const sql = (text: string, by: PersonActor) => asApp((client) => client.query(text), by)
    for (const role of ROLES.filter((one) => one !== 'analyst')) {
      const other = role === 'caseworker' ? mina : await makePerson([role], team)
      expect(await ask('missing-sex', other), role).toEqual(refused('not-allowed'))
      await expect(sql(`select * from law.ask_question('missing-sex')`, other), role).rejects.toThrow(
        'questions are asked by an analyst',
      )
      expect((await sql(`select * from law.question_preview('missing-sex')`, other)).rowCount, role).toBe(0)
      expect((await sql('select * from law.question_progress()', other)).rowCount, role).toBe(0)
    }
    for (const hidden of [`law.question_plan('missing-sex')`, 'law.record_check', 'law.dated_record']) {
      await expect(sql(`select * from ${hidden}`, dan), hidden).rejects.toThrow('permission denied')
    }
    expect(await ask('missing-sex', await makePerson(['analyst'], null, { disabled: true }))).toEqual(
      refused('signed-out'),
    )
    expect(await questionsOf(mina)).toEqual([])
    expect((await sql(`select * from law.ask_question('missing-sex')`, dan)).rows).toEqual([
      { asked: 1, nobody: 0, later: 0 },
    ])
    // Whoever works on a case opens tasks of their own, and no question.
    const add = (columns: string, values: string) =>
      sql(
        `insert into task (id, case_id, assignee_id, recorded_by, due_at, ${columns})
         values (gen_random_uuid(), '${file?.id ?? ''}', '${mina.personId}', '${mina.personId}', now(), ${values})`,
        mina,
      )
    await expect(add('kind, question', `'question', 'late-stage'`)).rejects.toThrow('row-level security')
    await expect(add('kind, question', `'custom', 'late-stage'`)).rejects.toThrow('task_names_its_question')
    expect((await add('kind', `'custom'`)).rowCount).toBe(1)
  })
})

describe('a question', () => {
  it('is over when what was missing is filled, and stays while it is not', async () => {
    const mina = await worker()
    const file = await openedCase(mina, { sex: 'unknown', birthYear: 1984 })
    await ask('missing-sex')
    await ask('missing-statistics-basis')
    expect((await questionsOf(mina)).toSorted()).toEqual(['missing-sex', 'missing-statistics-basis'])
    const edit = (sex: 'unknown' | 'female') => {
      const values = editCaseSchema.parse({ ...filledCase({ sex }), caseId: file.id, enlisted: 'no' })
      return editCase(mina, values, formOf(values))
    }
    expect(await edit('unknown')).toEqual(granted(null))
    expect(await questionsOf(mina)).toHaveLength(2)
    expect(await edit('female')).toEqual(granted(null))
    expect(await questionsOf(mina)).toEqual(['missing-statistics-basis'])
    const today = dayAt(Date.now(), team.timeZone)
    const ids = {
      keep: randomUUID(),
      'share-unhcr': randomUUID(),
      'share-korea': randomUUID(),
      statistics: randomUUID(),
    }
    const basis = (purpose: 'keep' | 'statistics') => {
      const values = {
        ...{ caseId: file.id, ids, purposes: [purpose], ground: 'refused' as const },
        ...{ occurredOn: today, explanation: '', reviewOn: '' },
      }
      return recordBasis(mina, values, formOf(values))
    }
    expect((await basis('keep')).ok).toBe(true)
    expect(await questionsOf(mina)).toHaveLength(1)
    // A no is an answer.
    expect((await basis('statistics')).ok).toBe(true)
    expect(await questionsOf(mina)).toEqual([])
    const done = await look<{ done_by: string }>(
      `select distinct done_by from task where case_id = $1 and kind = 'question'`,
      [file.id],
    )
    expect(done).toEqual([{ done_by: mina.personId }])
    const page = await readQuality(dan)
    const answered = page.ok ? page.value.rows.filter((row) => row.answered !== 0) : []
    expect(answered.map(({ question }) => question)).toContain('missing-sex')
  })

  it('about a late or impossible day is over when the day is put right', async () => {
    const mina = await worker()
    const file = await makeCase(team, [mina])
    const today = dayAt(Date.now(), team.timeZone)
    const correct = (occurredOn: string) => {
      const values = { caseId: file.id, spellId: randomUUID(), occurredOn }
      return correctLastMove(mina, values, formOf(values))
    }
    expect(await correct('1985-03-01')).toEqual(granted(null))
    await ask('late-stage')
    await ask('implausible-stage')
    expect((await questionsOf(mina)).toSorted()).toEqual(['implausible-stage', 'late-stage'])
    expect(await correct(addDays(today, -40))).toEqual(granted(null))
    expect(await questionsOf(mina)).toEqual(['late-stage'])
    // Said within the week in which it was first written down, however late that is said.
    expect(await correct(addDays(today, -3))).toEqual(granted(null))
    expect(await questionsOf(mina)).toEqual([])
  })

  it('is over as well when the house put it right, and is asked of incidents, protection and houses', async () => {
    const mina = await worker()
    const file = await makeCase(team, [mina])
    await put('incident', {
      ...{ code: `i-${randomUUID()}`, case_id: file.id, kind: 'surveillance', severity: 'low' },
      ...{
        occurred_on: new Date(Date.now() - 30 * 86_400_000),
        occurred_precision: 'day',
        recorded_by: mina.personId,
      },
    })
    await look(
      `insert into protection_step (id, case_id, track, status, occurred_on, occurred_precision, expires_on, recorded_by)
       values (gen_random_uuid(), $1, 'unhcr', 'registered', current_date, 'day', current_date - 1, $2)`,
      [file.id, mina.personId],
    )
    await ask('late-incident')
    await ask('implausible-protection')
    expect((await questionsOn(file)).map(({ question }) => question).toSorted()).toEqual([
      'implausible-protection',
      'late-incident',
    ])
    await look(`update protection_step set superseded_at = now() where case_id = $1`, [file.id])
    await look(`update case_file set version = version + 1 where id = $1`, [file.id])
    expect(
      await look(`select question, done_by from task where case_id = $1 and done_at is not null`, [file.id]),
    ).toEqual([{ question: 'implausible-protection', done_by: NOBODY }])
  })

  it('goes with its case to whoever works on it next', async () => {
    const [mina, nara] = [await worker(), await worker()]
    const file = await makeCase(team, [mina])
    await nothingIsMissing()
    await lacks('sex', [file])
    await ask('missing-sex')
    const given = { caseId: file.id, workerId: nara.personId, overlapHours: 0 }
    expect(await handOverCase(mina, given, formOf(given))).toEqual(granted(null))
    expect(await questionsOf(nara)).toEqual(['missing-sex'])
    expect(await questionsOf(mina)).toEqual([])
  })

  it('holds a closed word and no other: the database takes nothing else', async () => {
    const mina = await worker()
    const [file] = await cases(1, mina)
    const insert = (columns: string, values: string) =>
      look(
        `insert into task (id, case_id, assignee_id, recorded_by, due_at, kind, ${columns})
         values (gen_random_uuid(), $1, $2, $2, now(), 'question', ${values})`,
        [file?.id, mina.personId],
      )
    await expect(insert('question', `'missing-name'`)).rejects.toThrow('task_question_known')
    await expect(insert('question', 'null')).rejects.toThrow('task_names_its_question')
    await expect(insert('question, subject_id', `'late-stage', gen_random_uuid()`)).rejects.toThrow(
      'task_question_says_no_more',
    )
    await insert('question', `'late-stage'`)
    await expect(insert('question', `'late-stage'`)).rejects.toThrow('task_question_once')
  })
})

test('what is asked about is what is counted: every question finds the cases that its row counts', async () => {
  for (const question of QUESTIONS) {
    const [row] = await look<{ gaps: number; planned: number }>(
      `select (select count(distinct case_id)::int from law.record_check where is_gap and problem || '-' || field = $1) as gaps,
         (select count(*)::int from law.question_plan($1)) as planned`,
      [question],
    )
    expect(row?.planned, question).toBe(row?.gaps)
  }
})

/** The exact numbers behind what an analyst is told. */
async function planOf(question: Question) {
  const counted = await asApp(
    (client) =>
      client.query<{ asked: number; nobody: number; later: number }>(
        'select * from law.question_preview($1)',
        [question],
      ),
    dan,
  )
  return counted.rows
}
