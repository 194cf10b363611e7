/** A file's name says code, table and language, and cannot say anything else. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fileName } from '../../../lib/server/releases/file-name.ts'
import { releaseFiles } from '../../../lib/server/releases/release-files.ts'
import { SMALL } from './invented-release.ts'

describe('the name of a file', () => {
  test('is made of the code, the table and the language', () => {
    expect(fileName('R-tamoren-47', { kind: 'csv', table: 'stages', locale: 'ko' })).toBe(
      'R-tamoren-47-stages.ko.csv',
    )
    expect(fileName('R-tamoren-47', { kind: 'pdf', locale: 'ru' })).toBe('R-tamoren-47.ru.pdf')
    expect(fileName('R-tamoren-47', { kind: 'xlsx', locale: 'en' })).toBe('R-tamoren-47.en.xlsx')
    expect(fileName('R-tamoren-47', { kind: 'json' })).toBe('R-tamoren-47.json')
  })

  test.each(['R-26-7', 'r-2026-007', '../R-tamoren-47', 'R-tamoren-47\n', 'R-tamoren-47-unicef', ''])(
    'is refused for the code %j',
    (code) => {
      expect(() => fileName(code, { kind: 'json' })).toThrow('no code of a release')
    },
  )

  test.each(['', 'Stages', '../x', 'a/b', 'stages.csv', 'a b', 'x'.repeat(32), '-a', 'a-'])(
    'is refused for the table %j',
    (table) => {
      expect(() => fileName('R-tamoren-47', { kind: 'csv', table, locale: 'en' })).toThrow(
        'no name of a table',
      )
    },
  )

  test('never has a part that a disk or a shell reads otherwise', () => {
    const near = fc.string({ unit: fc.constantFrom(...'aZ07-_./ \n;'.split('')), maxLength: 6 })
    fc.assert(
      fc.property(near, near, (code, table) => {
        const name = named(`R-2026-00${code}`, `a${table}`)
        if (name !== null) expect(name).toMatch(/^R-2026-00\d{1,4}-a[a-z0-9_-]{0,6}\.en\.csv$/)
      }),
      { numRuns: 1000 },
    )
  })
})

test('a release has its JSON once and the rest in three languages', async () => {
  const files = await releaseFiles(SMALL)
  expect(files.map(({ name }) => name)).toEqual([
    'R-tamoren-47.json',
    ...['en', 'ko', 'ru'].flatMap((locale) => [
      `R-tamoren-47.${locale}.pdf`,
      `R-tamoren-47.${locale}.xlsx`,
      `R-tamoren-47-sex.${locale}.csv`,
    ]),
  ])
})

function named(code: string, table: string): string | null {
  try {
    return fileName(code, { kind: 'csv', table, locale: 'en' })
  } catch {
    return null
  }
}
