import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { hasFields, problemOf, problemsOf } from '../../lib/domain/field-problem.ts'

const form = z.object({
  text: z.string().min(1).max(5),
  login: z.string().min(3),
  age: z.number().min(1).max(120),
  group: z.enum(['student', 'trader']),
  on: z.iso.date(),
  chosen: z.array(z.string()).min(1),
  until: z.string().refine((text) => text !== 'yesterday', 'end-before-start'),
  inner: z.object({ latin: z.string().min(1) }),
})
const good = {
  text: 'a',
  login: 'mina',
  age: 30,
  group: 'student',
  on: '2022-09-14',
  chosen: ['x'],
  until: 'later',
  inner: { latin: 'b' },
}

function problems(change: Record<string, unknown>): unknown {
  const parsed = form.safeParse({ ...good, ...change }, { error: problemOf })
  return parsed.success ? {} : problemsOf(parsed.error.issues)
}

describe('a check of a form', () => {
  test('says nothing about a good one', () => {
    expect(problems({})).toEqual({})
  })

  test('calls everything that is left empty required', () => {
    expect(
      problems({
        text: '',
        login: '',
        age: null,
        group: '',
        on: undefined,
        chosen: [],
        inner: { latin: '' },
      }),
    ).toEqual({
      text: 'required',
      login: 'required',
      age: 'required',
      group: 'required',
      on: 'required',
      chosen: 'required',
      'inner.latin': 'required',
    })
  })

  test('tells texts that are too short or long from numbers that are too small or large', () => {
    expect(problems({ text: 'abcdef', login: 'ab', age: 0 })).toEqual({
      text: 'too-long',
      login: 'too-short',
      age: 'too-small',
    })
    expect(problems({ age: 121 })).toEqual({ age: 'too-large' })
  })

  test('asks for a tick that must be set', () => {
    const parsed = z.object({ seen: z.literal(true) }).safeParse({ seen: false }, { error: problemOf })
    expect(problemsOf(parsed.error?.issues ?? [])).toEqual({ seen: 'required' })
  })

  test('names wrong choices, dates and numbers as such', () => {
    expect(problems({ group: 'pilot', on: '2022-13-40', age: 'forty' })).toEqual({
      group: 'not-a-choice',
      on: 'not-a-date',
      age: 'not-a-number',
    })
  })

  test('takes the word of a check that names its problem itself', () => {
    expect(problems({ until: 'yesterday' })).toEqual({ until: 'end-before-start' })
  })

  test('never repeats what was typed, whatever the message of an issue says', () => {
    expect(problemOf({ code: 'custom', message: 'received "secret"', input: 'secret' })).toBe('not-valid')
  })

  test('without its input, a text that must hold at least one character is still required', () => {
    expect(problemOf({ code: 'too_small', origin: 'string', minimum: 1 })).toBe('required')
  })
})

test('a rule across fields runs as soon as there are fields, and never on nothing', () => {
  expect(hasFields({ value: {} })).toBe(true)
  expect(hasFields({ value: null })).toBe(false)
  expect(hasFields({ value: undefined })).toBe(false)
  expect(hasFields({ value: 'text' })).toBe(false)
})
