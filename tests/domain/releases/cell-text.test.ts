/** No cell of a file is a formula to any program, whatever a label holds. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cellText, oneLine, startsFormula } from '../../../lib/server/releases/cell-text.ts'

/** What an attacker writes: triggers, what hides them, and what begins a new cell. */
const nasty = fc
  .array(
    fc.oneof(
      fc.constantFrom(...Array.from('=+-@＝＋－＠﹦﹢﹣﹫⁼⁺⁻₌₊₋−–—≠')),
      fc.constantFrom(
        ' ',
        '\t',
        '\r',
        '\n',
        '\u0000',
        '\u200b',
        '\u2060',
        '\ufeff',
        '\u00ad',
        '\u3164',
        '\u034f',
        '\u3000',
      ),
      fc.constantFrom('"', "'", '`', '“', '«', '‘', '＂', '＇', ';', ',', '|'),
      fc.string({ unit: 'binary', maxLength: 4 }),
      fc.constantFrom('cmd', '가', 'я', '1', '\ud800'),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''))

/** Written apart from the rule: the first letter, number or sign that a program could see, after folding. */
function firstSeen(text: string): string {
  const folded = text
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}\p{S}\p{P}]|[\u115f\u1160\u17b4\u17b5\u3164\uffa0]/gu, '')
  return Array.from(folded).find((one) => !/["'`´“”‘’‚„‛‟«»‹›′″]/u.test(one)) ?? ''
}

describe('a cell', () => {
  test.each([
    ['=1+1', '_=1+1'],
    ['+7', '_+7'],
    ['-7', '_-7'],
    ['@SUM(A1)', '_@SUM(A1)'],
    ['＝1', '_＝1'],
    ['\u200b=1', '_\u200b=1'],
    ['"=1"', '_"=1"'],
    ['\t=1', '_ =1'],
    ['\r', ' '],
    ['여성;=1', '여성;_=1'],
  ])('%j becomes %j', (text, safe) => {
    expect(cellText(text)).toBe(safe)
  })

  test.each(['Safe house', '안전 가옥', 'Убежище', '2025-12-31', 'a-b', 'x = y', '', '…', '18–24'])(
    'the plain %j stays as it is',
    (text) => {
      expect(cellText(text)).toBe(text)
    },
  )

  test('never starts with what a program runs, whatever stands before it', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const safe = cellText(text)
        expect('=+-@\t\r'.split('')).not.toContain(safe[0])
        for (const part of safe.split(/[;,|]/))
          expect('=+-@＝＋－＠'.split('')).not.toContain(firstSeen(part))
        expect(startsFormula(safe)).toBe(false)
        expect(safe).not.toMatch(/\p{Cc}/u)
      }),
      { numRuns: 2000 },
    )
  })

  test('keeps every letter that was in it, in order', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(cellText(text).replaceAll('_', '')).toBe(oneLine(text).replaceAll('_', ''))
      }),
    )
  })
})
