/** The words of a release's content in all languages of the house. */
import { createTranslator } from 'use-intl/core'
import { ALL, dimensionOf, finest, type AxisId, type FineAxis } from '../../domain/releases/axes.ts'
import type { TableId } from '../../domain/releases/count.ts'
import type { DefinitionId } from '../../domain/releases/definitions.ts'
import type { DocumentDimension, Words } from '../../domain/releases/document.ts'
import { LOCALE_TAGS, LOCALES, type Locale } from '../../domain/locale.ts'
import { CATALOGUE } from '../i18n/catalogue.ts'

type Content = (typeof CATALOGUE)['en']['releaseContent']

function translatorOf(locale: Locale) {
  return createTranslator({
    locale: LOCALE_TAGS[locale],
    messages: CATALOGUE[locale],
    namespace: 'releaseContent',
  })
}
/** The translator of a namespace; a test reads from it which texts are asked for. */
export type Translator<Namespace extends 'releaseContent'> = ReturnType<typeof translatorOf> & {
  readonly namespace?: Namespace
}

/** A text in every language. */
export function inAll(say: (t: Translator<'releaseContent'>, locale: Locale) => string): Words {
  const [en, ko, ru] = LOCALES.map((locale) => say(translatorOf(locale), locale))
  return { en: en ?? '', ko: ko ?? '', ru: ru ?? '' }
}

export function titleOf(definition: DefinitionId): Words {
  return inAll((t: Translator<'releaseContent'>) => t(`titles.${definition}`))
}

export function tableWords(table: TableId): { readonly title: Words; readonly note: Words } {
  return {
    title: inAll((t: Translator<'releaseContent'>) => t(`tables.${table}`)),
    note: inAll((t: Translator<'releaseContent'>) => t(`notes.${table}`)),
  }
}

function isCode(code: string): code is keyof Content['codes'] {
  return code in CATALOGUE.en.releaseContent.codes
}

/** The words of a code. Throws for one that no release may name. */
export function codeWords(code: string): Words {
  if (!isCode(code)) throw new TypeError(`no words for the code ${code}`)
  return inAll((t: Translator<'releaseContent'>) => t(`codes.${code}`))
}

/** The words of an axis, in whichever form. */
export function axisWords(axis: AxisId): Words {
  return inAll((t: Translator<'releaseContent'>) => t(`axes.${finest(axis)}`))
}

/** HXL 1.1 hashtags of the columns. */
const HASHTAGS: Readonly<Record<FineAxis, string>> = {
  stage: '#status+stage',
  group: '#population+group',
  sex: '#population+sex',
  protection: '#status+protection',
  days: '#indicator+days',
  incident: '#event+type',
  outcome: '#status+outcome',
  nights: '#indicator+nights',
  everybody: '#population',
}

/** An axis as a release's data dictionary names it. A table of a total alone has no codes. */
export function documentDimension(axis: AxisId): DocumentDimension {
  const { codes, parents = {} } = dimensionOf(axis)
  return {
    name: axis,
    label: axisWords(axis),
    hashtag: HASHTAGS[finest(axis)],
    codes: axis === 'everybody' ? [] : codes.map((code) => ({ code, label: codeWords(code) })),
    total: { code: ALL, label: codeWords(ALL) },
    parents,
  }
}
