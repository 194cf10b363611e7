/** What the fields of the JSON file mean, in every language, and what it means when nothing stands there. */
import { createTranslator } from 'use-intl/core'
import { LOCALE_TAGS, type Locale } from '../../domain/locale.ts'
import { CATALOGUE } from '../i18n/catalogue.ts'

const FIELDS = [
  { name: 'release.threshold', type: 'integer', means: 'threshold', empty: null },
  { name: 'release.cutOff', type: 'date', means: 'cutOff', empty: null },
  { name: 'release.fingerprint', type: 'text', means: 'fingerprint', empty: null },
  { name: 'tables.dimensions.codes.parent', type: 'code or null', means: 'parent', empty: 'noParent' },
  { name: 'tables.cells.at', type: 'list of codes', means: 'at', empty: null },
  { name: 'tables.cells.count', type: 'integer or null', means: 'count', empty: 'hiddenCount' },
  { name: 'tables.cells.status', type: 'published or hidden', means: 'status', empty: null },
  { name: 'quartiles.rows.lower', type: 'integer or null', means: 'lower', empty: 'hiddenDays' },
  { name: 'quartiles.rows.median', type: 'integer or null', means: 'median', empty: 'hiddenDays' },
  { name: 'quartiles.rows.upper', type: 'integer or null', means: 'upper', empty: 'hiddenDays' },
  { name: 'quartiles.rows.status', type: 'published or hidden', means: 'status', empty: null },
] as const

type Key = (typeof FIELDS)[number]['means'] | NonNullable<(typeof FIELDS)[number]['empty']>

/** A line a field, in the order in which they stand in the file. */
export function dataDictionary() {
  return FIELDS.map(({ name, type, means, empty }) => ({
    name,
    label: inAll(means),
    type,
    null: empty === null ? null : inAll(empty),
  }))
}

function inAll(key: Key) {
  return { en: say(key, 'en'), ko: say(key, 'ko'), ru: say(key, 'ru') }
}

function say(key: Key, locale: Locale): string {
  const t = createTranslator({
    locale: LOCALE_TAGS[locale],
    messages: CATALOGUE[locale],
    namespace: 'releaseFiles.dictionary',
  })
  return t(key)
}
