/** Which questions there are, where each is answered, and which counts are told. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  answerPath,
  QUALITY_FIELDS,
  QUALITY_PROBLEMS,
  questionOf,
  QUESTIONS,
  told,
} from '../../../lib/domain/work/questions.ts'

it('there is a question for every field that is looked at, and no other', () => {
  const named = QUALITY_PROBLEMS.flatMap((problem) =>
    QUALITY_FIELDS[problem].map((field) => questionOf(problem, field)),
  )
  expect(named).toEqual(QUESTIONS)
  expect(new Set(named).size).toBe(14)
  expect(questionOf('missing', 'stage')).toBeNull()
  expect(questionOf('late', 'sex')).toBeNull()
})

it('a question leads to where it is answered', () => {
  expect(answerPath('tamoren-47', 'missing-sex')).toBe('/cases/tamoren-47?do=identity#form')
  expect(answerPath('tamoren-47', 'missing-statistics-basis')).toBe('/cases/tamoren-47?do=basis#form')
  expect(answerPath('tamoren-47', 'late-stage')).toBe('/cases/tamoren-47/correct')
  expect(answerPath('tamoren-47', 'implausible-incident')).toBe('/cases/tamoren-47?show=safety#timeline')
})

it('a count of one to four is not told, and zero is', () => {
  expect([0, 1, 4, 5, 240].map(told)).toEqual([0, 'few', 'few', 5, 240])
  fc.assert(
    fc.property(fc.nat(), (count) => {
      const said = told(count)
      return said === 'few' ? count >= 1 && count <= 4 : said === count && (count === 0 || count >= 5)
    }),
  )
})
