/** Reads the three catalogues as flat lists of keys and texts, and the arguments that a text takes. */
import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser'
import en from '../../messages/en.json' with { type: 'json' }
import ko from '../../messages/ko.json' with { type: 'json' }
import ru from '../../messages/ru.json' with { type: 'json' }

export const CATALOGUES = { en: flatten(en), ko: flatten(ko), ru: flatten(ru) }

export type Texts = ReadonlyMap<string, string>

function flatten(tree: object, prefix = ''): Texts {
  const texts = new Map<string, string>()
  for (const [name, value] of Object.entries(tree) as [string, unknown][]) {
    const key = prefix + name
    if (typeof value === 'string') texts.set(key, value)
    else if (typeof value === 'object' && value !== null) {
      for (const [inner, text] of flatten(value, `${key}.`)) texts.set(inner, text)
    } else throw new Error(`${key} is neither a text nor a group of texts`)
  }
  return texts
}

/** The arguments by name, sorted, a choice with its options. A language that counts without plurals may name the number alone. */
export function argumentsOf(text: string): readonly string[] {
  const found = new Set<string>()
  collect(parse(text), (argument) => found.add(argument))
  return [...found].sort()
}

function collect(elements: readonly MessageFormatElement[], add: (argument: string) => void): void {
  for (const element of elements) {
    if (element.type === TYPE.literal || element.type === TYPE.pound) continue
    if (element.type === TYPE.tag) {
      add(`<${element.value}>`)
      collect(element.children, add)
    } else if (element.type === TYPE.select || element.type === TYPE.plural) {
      const options = Object.keys(element.options).sort().join('|')
      add(element.type === TYPE.select ? `${element.value}:${options}` : element.value)
      for (const option of Object.values(element.options)) collect(option.value, add)
    } else add(element.value)
  }
}

/** The plural categories that each plural of a text names. */
export function pluralsOf(text: string): readonly (readonly string[])[] {
  const found: string[][] = []
  const walk = (elements: readonly MessageFormatElement[]): void => {
    for (const element of elements) {
      if (element.type === TYPE.tag) walk(element.children)
      if (element.type !== TYPE.select && element.type !== TYPE.plural) continue
      if (element.type === TYPE.plural && element.pluralType === 'cardinal')
        found.push(Object.keys(element.options))
      for (const option of Object.values(element.options)) walk(option.value)
    }
  }
  walk(parse(text))
  return found
}

/** What is left of a text when arguments and tags are taken out. */
export function wordsOf(text: string): string {
  const words: string[] = []
  const walk = (elements: readonly MessageFormatElement[]): void => {
    for (const element of elements) {
      if (element.type === TYPE.literal) words.push(element.value)
      else if (element.type === TYPE.tag) walk(element.children)
      else if (element.type === TYPE.select || element.type === TYPE.plural) {
        for (const option of Object.values(element.options)) walk(option.value)
      }
    }
  }
  walk(parse(text))
  return words.join(' ')
}
