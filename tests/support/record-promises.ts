/**
 * The promises that every compact record of a case keeps: who may add one, who finds no such case, that a retry never
 * doubles, and that nothing has happened tomorrow. Each slice's test calls this and adds what is its own.
 */
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { addDays, dayAt } from '../../lib/domain/calendar/partial-date.ts'
import { problemsOf } from '../../lib/domain/field-problem.ts'
import type { Actor, PersonActor } from '../../lib/domain/policy/roles.ts'
import type { FieldProblems, Outcome } from '../../lib/domain/refusal.ts'
import type { SubmittedForm } from '../../lib/server/act/submission.ts'
import type { z } from 'zod'
import {
  factsOf,
  formOf,
  makeCase,
  makePerson,
  makeTeam,
  openCriticalIncident,
  type TestCase,
} from './cast.ts'
import { look } from './database.ts'

export type Cast = {
  readonly mina: PersonActor
  readonly suji: PersonActor
  readonly stranger: PersonActor
  readonly analyst: PersonActor
  readonly onCall: PersonActor
  readonly mine: TestCase
}

/** The day it is for the team of the cast, and the next one. */
export const TODAY = dayAt(Date.now(), 'Asia/Vladivostok')
export const TOMORROW = addDays(TODAY, 1)

/** A worker of Vladivostok, their supervisor, a worker of Moscow, an analyst, somebody on call, and the worker's case. */
export async function makeCast(): Promise<Cast> {
  const team = await makeTeam('Asia/Vladivostok')
  const mina = await makePerson(['caseworker'], team)
  return {
    mina,
    suji: await makePerson(['supervisor'], team),
    stranger: await makePerson(['caseworker'], await makeTeam('Europe/Moscow')),
    analyst: await makePerson(['analyst'], null),
    onCall: await makePerson(['caseworker'], team, { onCall: true }),
    mine: await makeCase(team, [mina]),
  }
}

const DUTY = {
  none: 'being on call adds nothing here',
  critical: 'who is on call for the team may where a critical incident is open',
  team: 'who is on call for the team may',
} as const

type Recorded<V, O, T> = {
  readonly action: string
  readonly table: string
  readonly schema: z.ZodType<O, V>
  readonly record: (actor: Actor, input: O, form: SubmittedForm) => Promise<Outcome<T>>
  /** Values of a filled form, with fresh ids. */
  readonly filled: (caseId: string) => NoInfer<V>
  /** A change that makes it another record. */
  readonly changed: Partial<NoInfer<V>>
  /** To which cases of the team, not their own, who is on call may add one. */
  readonly onDuty: keyof typeof DUTY
  /** Whether it says when something happened (`occurredOn`): that is never tomorrow. */
  readonly saysWhen: boolean
}

/** What the slice's own tests go on with. */
type Recorder<V, T> = {
  /** Values of a filled form for the case of the cast, with fresh ids. */
  filled(): V
  /** Records them as the worker of the case. */
  save(values: V): Promise<T>
  /** There from the first test on. */
  readonly cast: Cast
}

/** What the schema says of the fields; empty when it takes them. */
export function problemsIn(schema: z.ZodType, values: unknown): FieldProblems {
  const result = schema.safeParse(values)
  return result.success ? {} : problemsOf(result.error.issues)
}

export function keepsRecordPromises<V extends object, O, T>(asked: Recorded<V, O, T>): Recorder<V, T> {
  const { action, table, schema, record, filled, changed, onDuty, saysWhen } = asked
  let cast: Cast
  beforeAll(async () => {
    cast = await makeCast()
  })

  async function rows(): Promise<number> {
    const [row] = await look<{ count: number }>(
      `select count(*)::int as count from ${table} where case_id = $1`,
      [cast.mine.id],
    )
    return row?.count ?? 0
  }
  function send(actor: Actor, values: V, key: string = randomUUID()): Promise<Outcome<T>> {
    return record(actor, schema.parse(values), formOf(values, { key }))
  }

  describe(`${action}: who may`, () => {
    test('the worker of the case and the supervisor of its team', async () => {
      const before = await rows()
      expect((await send(cast.mina, filled(cast.mine.id))).ok).toBe(true)
      expect((await send(cast.suji, filled(cast.mine.id))).ok).toBe(true)
      expect(await rows()).toBeGreaterThan(before + 1)
      expect((await factsOf(action)).at(-1)).toMatchObject({ result: 'done', subject: cast.mine.id })
    })

    test('a worker of another team finds no such case, as if there were none', async () => {
      const before = await rows()
      expect(await send(cast.stranger, filled(cast.mine.id))).toEqual({ ok: false, refusal: 'absent' })
      expect(await send(cast.stranger, filled(randomUUID()))).toEqual({ ok: false, refusal: 'absent' })
      expect(await rows()).toBe(before)
      expect((await factsOf(action)).at(-2)).toMatchObject({ result: 'refused:absent' })
    })

    test('an analyst may not, on any case', async () => {
      expect(await send(cast.analyst, filled(cast.mine.id))).toEqual({ ok: false, refusal: 'not-allowed' })
    })

    test(DUTY[onDuty], async () => {
      const verdict = async () => {
        const outcome = await send(cast.onCall, filled(cast.mine.id))
        return outcome.ok ? 'done' : outcome.refusal
      }
      expect(await verdict()).toBe(onDuty === 'team' ? 'done' : 'absent')
      await openCriticalIncident(cast.mine, cast.mina.personId)
      expect(await verdict()).toBe(onDuty === 'none' ? 'absent' : 'done')
      await look('update incident set closed_at = now(), closed_by = recorded_by where case_id = $1', [
        cast.mine.id,
      ])
    })
  })

  describe(`${action}: a form that is sent twice`, () => {
    test('saves once and answers the same', async () => {
      const values = filled(cast.mine.id)
      const key = randomUUID()
      const first = await send(cast.mina, values, key)
      const after = await rows()
      expect(first.ok).toBe(true)
      expect(await send(cast.mina, values, key)).toEqual(first)
      expect(await rows()).toBe(after)
    })

    test('saves once when both copies arrive together', async () => {
      const values = filled(cast.mine.id)
      const key = randomUUID()
      const before = await rows()
      await send(cast.mina, filled(cast.mine.id))
      const one = (await rows()) - before
      const [first, second] = await Promise.all([send(cast.mina, values, key), send(cast.mina, values, key)])
      expect(first).toEqual(second)
      expect(await rows()).toBe(before + 2 * one)
    })

    test('is refused when the same key brings other values', async () => {
      const values = filled(cast.mine.id)
      const key = randomUUID()
      expect((await send(cast.mina, values, key)).ok).toBe(true)
      const after = await rows()
      expect(await send(cast.mina, Object.assign({}, values, changed), key)).toEqual({
        ok: false,
        refusal: 'key-reused',
      })
      expect(await rows()).toBe(after)
    })

    test('is refused under another key too, because its id is taken', async () => {
      const values = filled(cast.mine.id)
      expect((await send(cast.mina, values)).ok).toBe(true)
      expect(await send(cast.mina, values)).toEqual({ ok: false, refusal: 'key-reused' })
    })
  })
  if (saysWhen) {
    describe(`${action}: when it happened`, () => {
      function on(occurredOn: string): V {
        return Object.assign({}, filled(cast.mine.id), { occurredOn })
      }

      test('lies in the past of the team: tomorrow is refused at its field, today is taken', async () => {
        expect(await send(cast.mina, on(TOMORROW))).toEqual({
          ok: false,
          refusal: 'invalid',
          fields: { occurredOn: 'in-future' },
        })
        expect((await send(cast.mina, on(TODAY))).ok).toBe(true)
      })

      test('is a day that exists, or it is told at its field', () => {
        expect(problemsIn(schema, on('2026-02-30'))).toEqual({ occurredOn: 'not-a-date' })
      })
    })
  }

  return {
    filled: () => filled(cast.mine.id),
    async save(values) {
      const outcome = await send(cast.mina, values)
      if (!outcome.ok) throw new Error(outcome.refusal)
      return outcome.value
    },
    get cast() {
      return cast
    },
  }
}
