/** Who has a case: giving it, handing it over, standing in, and the history that stays. */
import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { PersonActor } from '../../../lib/domain/policy/roles.ts'
import {
  assignCase,
  coverCase,
  endAssignment,
  handOverCase,
  prolongAssignment,
} from '../../../lib/features/assignments/service.ts'
import { openCase } from '../../../lib/features/case-file/service.ts'
import { readIdentity } from '../../../lib/features/cases/service.ts'
import { letGo } from '../../../lib/features/departures/service.ts'
import { moveInEmergency } from '../../../lib/features/pathway/service.ts'
import { emergencySchema } from '../../../lib/features/pathway/schema.ts'
import { taskSchema } from '../../../lib/features/tasks/schema.ts'
import { createTask } from '../../../lib/features/tasks/service.ts'
import { addTask, factsOf, formOf, makePerson, makeTeam, rename, type Team } from '../../support/cast.ts'
import { asApp, look } from '../../support/database.ts'
import { tasksOf } from '../../support/day.ts'
import { openedCase } from '../../support/new-case.ts'

const ABSENT = { ok: false, refusal: 'absent' }
const DONE = { ok: true, value: null }
const DAY_MS = 86_400_000

let team: Team
let mina: PersonActor
let jun: PersonActor
let nara: PersonActor
let suji: PersonActor
let oleg: PersonActor
let anna: PersonActor
let id: string
let code: string

beforeAll(async () => {
  team = await makeTeam('Asia/Vladivostok')
  const moscow = await makeTeam('Europe/Moscow')
  mina = await makePerson(['caseworker'], team)
  jun = await makePerson(['caseworker'], team)
  nara = await makePerson(['caseworker'], team)
  suji = await makePerson(['supervisor'], team)
  oleg = await makePerson(['caseworker'], moscow)
  anna = await makePerson(['supervisor'], moscow)
})

beforeEach(async () => {
  const opened = await openedCase(mina, { latin: 'Kim Chol-su' })
  id = opened.id
  code = opened.code
})

async function hoursAhead(hours: number): Promise<void> {
  // The clock of a database cannot be turned: what was arranged is moved back instead.
  await look('alter table assignment disable trigger user')
  await look(
    `update assignment set from_at = from_at - make_interval(hours => $2), until_at = until_at - make_interval(hours => $2)
     where case_id = $1`,
    [id, hours],
  )
  await look('alter table assignment enable trigger user')
}

function dayFromToday(days: number): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: team.timeZone }).format(Date.now() + days * DAY_MS)
}

const opens = async (person: PersonActor) => (await openCase(person, code)).ok
const give = (by: PersonActor, to: PersonActor) => {
  const values = { caseId: id, workerId: to.personId }
  return assignCase(by, values, formOf(values))
}
const hand = (by: PersonActor, to: PersonActor, overlapHours = 72) => {
  const values = { caseId: id, workerId: to.personId, overlapHours }
  return handOverCase(by, values, formOf(values))
}
const standIn = (by: PersonActor, who: PersonActor, untilOn = dayFromToday(3)) => {
  const values = { caseId: id, workerId: who.personId, untilOn }
  return coverCase(by, values, formOf(values))
}
const stop = (by: PersonActor, who: PersonActor) => {
  const values = { caseId: id, workerId: who.personId }
  return endAssignment(by, values, formOf(values))
}
const longer = (by: PersonActor, who: PersonActor, untilOn: string) => {
  const values = { caseId: id, workerId: who.personId, untilOn }
  return prolongAssignment(by, values, formOf(values))
}

async function workersOn(by: PersonActor) {
  const opened = await openCase(by, code)
  if (!opened.ok) throw new Error(opened.refusal)
  return opened.value.workers
}

describe('a supervisor gives a case to another worker', () => {
  test('who then opens it, while the one before no longer can; its open tasks go along', async () => {
    await addTask({ id }, mina)
    expect(await opens(jun)).toBe(false)
    expect(await give(suji, jun)).toEqual(DONE)
    expect(await opens(jun)).toBe(true)
    expect(await openCase(mina, code)).toEqual(ABSENT)
    expect(await look('select assignee_id from task where case_id = $1', [id])).toEqual([
      { assignee_id: jun.personId },
    ])
    expect((await factsOf('case.assign')).at(-1)).toMatchObject({ result: 'done', subject: id })
  })

  test('once, though the form is sent twice, and not to the one who has it', async () => {
    const values = { caseId: id, workerId: jun.personId }
    const form = formOf(values)
    expect(await assignCase(suji, values, form)).toEqual(DONE)
    expect(await assignCase(suji, values, form)).toEqual(DONE)
    expect(await give(suji, jun)).toEqual({ ok: false, refusal: 'already-decided' })
    expect(await look('select from assignment where case_id = $1 and until_at is null', [id])).toHaveLength(1)
  })

  test('of the team only, and to nobody who is shut out', async () => {
    const gone = await makePerson(['caseworker'], team, { disabled: true })
    for (const person of [oleg, gone, suji]) {
      expect(await give(suji, person)).toMatchObject({ fields: { workerId: 'not-a-choice' } })
    }
  })

  test('which a caseworker cannot, and the supervisor of another team cannot', async () => {
    expect(await give(mina, jun)).toEqual({ ok: false, refusal: 'not-allowed' })
    expect(await give(anna, jun)).toEqual(ABSENT)
  })
})

describe('handing over', () => {
  test('lets both work for 72 hours, and then the new one alone; the open tasks move at once', async () => {
    await addTask({ id }, mina)
    expect(await hand(mina, jun)).toEqual(DONE)
    expect(await look('select assignee_id from task where case_id = $1', [id])).toEqual([
      { assignee_id: jun.personId },
    ])
    await hoursAhead(71)
    expect([await opens(mina), await opens(jun)]).toEqual([true, true])
    expect((await readIdentity(mina, { caseId: id })).ok).toBe(true)
    await hoursAhead(1)
    expect([await opens(mina), await opens(jun)]).toEqual([false, true])
    expect(await readIdentity(mina, { caseId: id })).toEqual(ABSENT)
  })

  test('is for the worker whose case it is and their supervisor; not for a colleague, nor another team', async () => {
    expect(await hand(jun, nara)).toEqual(ABSENT)
    expect(await hand(anna, oleg)).toEqual(ABSENT)
    expect(await hand(mina, oleg)).toMatchObject({ fields: { workerId: 'not-a-choice' } })
    expect(await hand(suji, jun)).toEqual(DONE)
    // Who only overlaps gives nothing away any more; the new one does.
    expect(await hand(mina, nara)).toEqual({ ok: false, refusal: 'needs-supervisor' })
    expect(await hand(jun, nara)).toEqual(DONE)
  })

  test('without an overlap takes it from the one who gives in the same moment', async () => {
    expect(await hand(mina, jun, 0)).toEqual(DONE)
    expect([await opens(mina), await opens(jun)]).toEqual([false, true])
    expect((await factsOf('case.hand-over')).at(-1)).toMatchObject({ result: 'done', subject: id })
  })

  test('is undone by ending the overlap, and prolonged by the supervisor only', async () => {
    await hand(mina, jun)
    expect(await longer(jun, mina, dayFromToday(6))).toEqual({ ok: false, refusal: 'not-allowed' })
    expect(await longer(suji, mina, dayFromToday(6))).toEqual(DONE)
    await hoursAhead(100)
    expect(await opens(mina)).toBe(true)
    expect(await stop(suji, mina)).toEqual(DONE)
    expect(await opens(mina)).toBe(false)
  })
})

describe('standing in', () => {
  test('opens the case for its days and ends by itself', async () => {
    expect(await opens(jun)).toBe(false)
    expect(await standIn(mina, jun)).toEqual(DONE)
    expect(await opens(jun)).toBe(true)
    await hoursAhead(5 * 24)
    expect([await opens(mina), await opens(jun)]).toEqual([true, false])
  })

  test('ends early, by who arranged it or by who stands in', async () => {
    await standIn(suji, jun)
    expect(await stop(jun, jun)).toEqual(DONE)
    expect(await opens(jun)).toBe(false)
    await standIn(mina, nara)
    expect(await stop(mina, nara)).toEqual(DONE)
    expect(await opens(nara)).toBe(false)
  })

  test('gives no right to pass the case on', async () => {
    await standIn(mina, jun)
    expect(await hand(jun, nara)).toEqual({ ok: false, refusal: 'needs-supervisor' })
    expect(await standIn(jun, nara)).toEqual({ ok: false, refusal: 'needs-supervisor' })
    expect(await stop(jun, mina)).toEqual({ ok: false, refusal: 'needs-supervisor' })
    expect(await stop(mina, mina)).toEqual({ ok: false, refusal: 'without-carrier' })
  })

  test('gives none in SQL either: the case is neither kept nor taken from its worker; one’s own time may end', async () => {
    const keep = `insert into assignment (id, case_id, person_id, from_at)
      select gen_random_uuid(), case_id, person_id, until_at from assignment where case_id = $1 and person_id = $2`
    const take = `update assignment set until_at = now() + interval '1 minute' where case_id = $1 and person_id = $2`
    const run = (by: PersonActor, sql: string, whose: PersonActor) =>
      asApp((client) => client.query(sql, [id, whose.personId]), by)
    await standIn(mina, jun)
    await expect(run(jun, keep, jun)).rejects.toThrow(/row-level security/)
    expect(await run(jun, take, mina)).toMatchObject({ rowCount: 0 })
    expect(await run(jun, take, jun)).toMatchObject({ rowCount: 1 })
    await hand(mina, nara)
    await expect(run(mina, keep, mina)).rejects.toThrow(/row-level security/)
    expect(await run(mina, take, nara)).toMatchObject({ rowCount: 0 })
    // Their twin, whose own the case is.
    expect(await run(nara, take, mina)).toMatchObject({ rowCount: 1 })
    await expect(run(nara, keep, mina)).resolves.toMatchObject({ rowCount: 1 })
  })

  test('lasts 30 days at most, and is for nobody who has the case', async () => {
    expect(await standIn(mina, jun, dayFromToday(31))).toMatchObject({ fields: { untilOn: 'too-far-ahead' } })
    expect(await standIn(mina, jun, dayFromToday(-1))).toMatchObject({ fields: { untilOn: 'in-past' } })
    expect(await standIn(suji, mina)).toEqual({ ok: false, refusal: 'already-decided' })
    expect(await standIn(mina, jun, dayFromToday(30))).toEqual(DONE)
  })
})

describe('a page that shows who had the case once', () => {
  const at = async () => {
    const [row] = await look<{ version: number }>('select version from case_file where id = $1', [id])
    return row?.version ?? 0
  }
  const forms: readonly [string, (version: number) => Promise<{ ok: boolean }>][] = [
    [
      'giving',
      (version) => {
        const v = { caseId: id, workerId: nara.personId }
        return assignCase(suji, v, formOf(v, { version }))
      },
    ],
    [
      'handing over',
      (version) => {
        const v = { caseId: id, workerId: nara.personId, overlapHours: 1 }
        return handOverCase(suji, v, formOf(v, { version }))
      },
    ],
    [
      'covering',
      (version) => {
        const v = { caseId: id, workerId: nara.personId, untilOn: dayFromToday(3) }
        return coverCase(suji, v, formOf(v, { version }))
      },
    ],
    [
      'ending',
      (version) => {
        const v = { caseId: id, workerId: mina.personId }
        return endAssignment(suji, v, formOf(v, { version }))
      },
    ],
    [
      'prolonging',
      (version) => {
        const v = { caseId: id, workerId: mina.personId, untilOn: dayFromToday(5) }
        return prolongAssignment(suji, v, formOf(v, { version }))
      },
    ],
  ]
  test.each(forms)('decides nothing by %s; one that shows how it is does', async (_, send) => {
    const before = await at()
    expect(await hand(mina, jun)).toEqual(DONE)
    const after = await at()
    expect(await send(before)).toEqual({ ok: false, refusal: 'stale' })
    expect(await look('select from assignment where case_id = $1', [id])).toHaveLength(2)
    expect(await send(after)).toEqual(DONE)
    expect(await send(after)).toEqual({ ok: false, refusal: 'stale' })
  })
})

describe('whoever loses a case is told to look again', () => {
  /** Whom the work tells, as any listener of the house hears it. */
  async function told(work: () => Promise<unknown>): Promise<readonly string[]> {
    const heard: string[] = []
    await asApp(async (client) => {
      client.on('notification', ({ payload }) => {
        const change = JSON.parse(payload ?? '{}') as { workers?: string[] }
        heard.push(...(change.workers ?? []))
      })
      await client.query('listen causeway_changed')
      await work()
      // What was told before this question comes with its answer.
      await client.query('select')
    })
    return heard
  }

  test('when it is given to somebody else, handed over, or ended; who has nothing to do with it is not', async () => {
    for (const change of [() => give(suji, jun), () => hand(jun, mina, 0)]) {
      const heard = await told(async () => expect(await change()).toEqual(DONE))
      expect([heard.includes(mina.personId), heard.includes(jun.personId)]).toEqual([true, true])
      expect(heard).not.toContain(nara.personId)
    }
    await standIn(mina, nara)
    expect(await told(() => stop(mina, nara))).toContain(nara.personId)
  })

  test('when all that somebody has passes on', async () => {
    const leaver = await makePerson(['caseworker'], team)
    expect(await give(suji, leaver)).toEqual(DONE)
    const values = {
      ...{ personId: leaver.personId, receiverId: jun.personId, reason: 'She leaves' },
      ...{ byCase: { [id]: null }, onCallToo: false, shutOut: false },
    }
    const heard = await told(async () =>
      expect(await letGo(suji, values, formOf(values))).toMatchObject({ ok: true }),
    )
    expect([heard.includes(leaver.personId), heard.includes(jun.personId)]).toEqual([true, true])
  })
})

describe('work on a case that two have', () => {
  const asked = async () => {
    const values = {
      id: randomUUID(),
      caseId: id,
      title: 'Call',
      dueOn: dayFromToday(1),
      dueTime: '',
      assignee: 'worker',
    }
    const input = taskSchema.parse(values)
    expect((await createTask(suji, input, formOf(input))).ok).toBe(true)
    const [row] = await look<{ who: string }>('select assignee_id as who from task where id = $1', [input.id])
    return row?.who
  }
  const assignees = async () => {
    const rows = await look<{ who: string }>('select assignee_id as who from task where case_id = $1', [id])
    return rows.map(({ who }) => who)
  }
  const listed = async (person: PersonActor) =>
    (await tasksOf(person)).filter(({ caseId }) => caseId === id).map(({ title }) => title)

  test('is asked of whose own it is, not of whoever leaves it, stands in, or is shut out', async () => {
    expect(await asked()).toBe(mina.personId)
    await hand(mina, jun)
    expect(await asked()).toBe(jun.personId)
    await standIn(jun, nara)
    expect(await asked()).toBe(jun.personId)
    await look('update person set disabled_at = now() where id = $1', [jun.personId])
    try {
      expect(await asked()).toBe(mina.personId)
    } finally {
      await look('update person set disabled_at = null where id = $1', [jun.personId])
    }
  })

  test('is asked of the same person when a move leaves a gate open, and by the database itself', async () => {
    await hand(mina, jun)
    const values = {
      caseId: id,
      spellId: randomUUID(),
      occurredOn: dayFromToday(0),
      to: 'safe-house',
      reason: 'A raid',
    }
    const input = emergencySchema.parse(values)
    expect(await moveInEmergency(jun, input, formOf(input))).toMatchObject({ ok: true })
    const rows = await look<{ who: string }>(
      `select distinct assignee_id as who from task where case_id = $1 and kind = 'requirement'`,
      [id],
    )
    expect(rows).toEqual([{ who: jun.personId }])
    expect(await look('select law.worker_of($1) as who', [id])).toEqual([{ who: jun.personId }])
  })

  test('goes to whose case it is when the other’s time is ended', async () => {
    await standIn(mina, jun)
    await addTask({ id }, jun)
    expect(await stop(mina, jun)).toEqual(DONE)
    expect(await assignees()).toEqual([mina.personId])
    await hand(mina, nara)
    await addTask({ id }, mina)
    expect(await stop(mina, mina)).toEqual(DONE)
    expect(await assignees()).toEqual([nara.personId, nara.personId])
  })

  test('stands in the list of whose case it is once the other’s time has run out, and in no other', async () => {
    await standIn(mina, jun)
    await addTask({ id }, jun)
    expect([await listed(jun), await listed(mina)]).toEqual([['Call back'], []])
    await hoursAhead(5 * 24)
    expect([await listed(jun), await listed(mina), await listed(suji)]).toEqual([[], ['Call back'], []])
    // A task that a supervisor wrote for themselves stays theirs.
    await look('delete from task where case_id = $1', [id])
    await addTask({ id }, suji)
    expect([await listed(mina), await listed(suji)]).toEqual([[], ['Call back']])
  })
})

describe('the history', () => {
  test('says who had the case, who gave it to them and who set its end', async () => {
    for (const [person, name] of [
      [mina, 'Mina'],
      [jun, 'Jun'],
      [suji, 'Suji'],
    ] as const) {
      await rename(person, name)
    }
    await hand(suji, jun)
    const { present, history } = await workersOn(jun)
    expect(present.map(({ name, until }) => [name, until === null])).toEqual([
      ['Mina', false],
      ['Jun', true],
    ])
    expect(history.map(({ name, kind, givenBy, endedBy }) => [name, kind, givenBy, endedBy])).toEqual([
      ['Jun', 'carry', 'Suji', null],
      ['Mina', 'carry', 'Mina', 'Suji'],
    ])
  })

  test('is kept by the database: no end is taken back or dated back, nobody else is named as the giver', async () => {
    await hand(suji, jun)
    const run = (sql: string) => asApp((client) => client.query(sql, [id]), suji)
    await expect(run('update assignment set until_at = null where case_id = $1')).rejects.toThrow(/earlier/)
    await expect(
      run(
        `update assignment set until_at = now() - interval '1 hour' where case_id = $1 and until_at is null`,
      ),
    ).rejects.toThrow(/earlier/)
    await expect(
      run(
        `insert into assignment (id, case_id, person_id, given_by) select gen_random_uuid(), $1, '${nara.personId}', '${mina.personId}'`,
      ),
    ).rejects.toThrow(/row-level security/)
    await expect(
      run(`insert into assignment (id, case_id, person_id) select gen_random_uuid(), $1, '${nara.personId}'`),
    ).resolves.toMatchObject({ rowCount: 1 })
  })

  test('holds no past that somebody wrote: recorded now, begun now or later, ended by nobody yet', async () => {
    const add = (from: string, until: string) =>
      asApp(
        (client) =>
          client.query(
            `insert into assignment (id, case_id, person_id, from_at, until_at, recorded_at, ended_by)
             values (gen_random_uuid(), $1, $2, ${from}, ${until}, now() - interval '300 days', $3)`,
            [id, nara.personId, suji.personId],
          ),
        mina,
      )
    await expect(add(`now() - interval '300 days'`, `now() - interval '200 days'`)).rejects.toThrow(
      /now or later/,
    )
    await expect(add(`now() - interval '1 minute'`, `now() + interval '1 day'`)).rejects.toThrow(
      /now or later/,
    )
    await add('now()', `now() + interval '1 day'`)
    await add(`now() + interval '1 day'`, `now() + interval '2 days'`)
    const rows = await look<{ fresh: boolean; ended_by: string | null }>(
      `select recorded_at > now() - interval '1 minute' as fresh, ended_by from assignment where case_id = $1 and person_id = $2`,
      [id, nara.personId],
    )
    expect(rows).toEqual([
      { fresh: true, ended_by: null },
      { fresh: true, ended_by: null },
    ])
  })

  test('never stops: what would leave a case without a carrier does not commit', async () => {
    const end = 'update assignment set until_at = now() where case_id = $1'
    const give = `insert into assignment (id, case_id, person_id) select gen_random_uuid(), $1, '${jun.personId}'`
    const run = (...statements: string[]) =>
      asApp(async (client) => {
        for (const sql of statements) await client.query(sql, [id])
      }, suji)
    await expect(run(end)).rejects.toThrow(/never without/)
    await expect(run(end, give)).resolves.toBeUndefined()
  })
})
