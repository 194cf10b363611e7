import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cleanLine, cleanText } from '../../lib/domain/text/clean-text.ts'

test('emoji, Hangul, Cyrillic and right-to-left marks in a name survive', () => {
  expect(cleanLine('김철수 👨‍👩‍👧 Ким\u200f')).toBe('김철수 👨‍👩‍👧 Ким\u200f')
})

test('bidirectional overrides are taken out, so that a name reads as it is stored', () => {
  expect(cleanLine('Kim\u202egnahC\u202c \u2066Chol\u2069')).toBe('KimgnahC Chol')
  expect(cleanText('one\u202etwo')).toBe('onetwo')
})

test('a character that the database cannot store never reaches it', () => {
  expect(cleanLine('Kim\u0000')).toBe('Kim')
  expect(cleanText('Kim\u0000\u0007')).toBe('Kim')
  expect(cleanText('half an emoji \ud83d')).toBe('half an emoji \ufffd')
})

test('a line has no breaks, a text keeps them as line feeds', () => {
  expect(cleanLine('  Kim\r\n\tChol ')).toBe('Kim Chol')
  expect(cleanText(' one\r\ntwo\rthree\n\tfour ')).toBe('one\ntwo\nthree\n\tfour')
})

test('what was cleaned once is clean, and holds nothing that the database cannot store', () => {
  const pieces = fc.constantFrom(
    'a',
    'e',
    '\u0301',
    ' ',
    '\0',
    '\t',
    '\r',
    '\n',
    '\u0085',
    '\u202e',
    '\u2028',
    '\ud83d',
    '\u1100',
    '\u1161',
  )
  fc.assert(
    fc.property(fc.string({ unit: pieces }), (text) => {
      expect(cleanLine(cleanLine(text))).toBe(cleanLine(text))
      expect(cleanLine(text)).not.toMatch(/\p{Cc}|\p{Cs}|\s\s/u)
      expect(cleanText(cleanText(text))).toBe(cleanText(text))
      expect(cleanText(text)).not.toMatch(/(?![\n\t])\p{Cc}|\p{Cs}/u)
    }),
  )
})

test('Hangul typed as single letters is the same name as Hangul typed as syllables', () => {
  expect(cleanLine('\u1100\u1175\u11b7')).toBe('김')
})
