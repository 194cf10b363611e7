/** Three languages, one set of texts: none missing, none left over, none that takes other arguments. */
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { FIELD_PROBLEMS, REFUSALS } from '../../lib/domain/refusal.ts'
import { argumentsOf, CATALOGUES, pluralsOf, wordsOf } from './catalogue.ts'
import { messageUses } from './message-use.ts'

const root = path.resolve(import.meta.dirname, '../..')
const { en, ko, ru } = CATALOGUES
const OTHERS = [
  { language: 'ko', texts: ko },
  { language: 'ru', texts: ru },
]

/** Texts chosen by a value that is known only while running: `t(refusal)` and the like. */
const CHOSEN = [
  ...REFUSALS.map((one) => `refusals.${one}`),
  ...FIELD_PROBLEMS.map((one) => `problems.${one}`),
]

function matcher(pattern: string): RegExp {
  return new RegExp(`^${pattern.replace(/[.[\](){}+?^$|\\]/g, '\\$&').replaceAll('*', '.+')}$`)
}

describe('what the program asks for and what the catalogue says', () => {
  const uses = messageUses(root)
  const keys = [...en.keys()]

  test('no text is missing', () => {
    const missing = uses.filter(({ key }) =>
      key.includes('*') ? !keys.some((one) => matcher(key).test(one)) : !en.has(key),
    )
    expect(missing).toEqual([])
  })

  test('no text is left over', () => {
    const exact = new Set([...uses.map(({ key }) => key), ...CHOSEN])
    const patterns = uses.filter(({ key }) => key.includes('*')).map(({ key }) => matcher(key))
    expect(keys.filter((key) => !exact.has(key) && !patterns.some((pattern) => pattern.test(key)))).toEqual(
      [],
    )
  })

  test('every refusal and every problem of a field has its words', () => {
    expect(CHOSEN.filter((key) => !en.has(key))).toEqual([])
  })

  test('nobody asks for a text by a word that could be anything', () => {
    expect(uses.filter(({ key }) => key === '*')).toEqual([])
  })
})

describe.each(OTHERS)('$language beside English', ({ language, texts }) => {
  test('has the same keys', () => {
    expect([...texts.keys()].sort()).toEqual([...en.keys()].sort())
  })

  test('takes the same arguments', () => {
    const different = [...texts].filter(
      ([key, text]) => argumentsOf(text).join() !== argumentsOf(en.get(key) ?? '').join(),
    )
    expect(different).toEqual([])
  })

  test('counts as its grammar counts', () => {
    const asked = new Intl.PluralRules(language).resolvedOptions().pluralCategories
    const wrong = [...texts].filter(([, text]) =>
      pluralsOf(text).some((options) => asked.some((category) => !options.includes(category))),
    )
    expect(wrong).toEqual([])
  })

  test('leaves no English sentence standing', () => {
    const untranslated = [...texts].filter(
      ([key, text]) => text === en.get(key) && /[a-z]{4}/.test(wordsOf(text).replaceAll('Causeway', '')),
    )
    expect(untranslated).toEqual([])
  })
})

test('no word is used that would hurt or endanger the people it speaks of', () => {
  const words = /탈북자|перебежчик|куратор/i
  expect([...ko, ...ru].filter(([, text]) => words.test(text))).toEqual([])
})
