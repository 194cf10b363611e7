/** A release as JSON: its numbers in all languages, with a dictionary of what each field means. */
import { z } from 'zod'
import { LOCALES } from '../../domain/locale.ts'
import type {
  DocumentDimension,
  DocumentQuartiles,
  DocumentTable,
  ReleaseDocument,
  Words,
} from '../../domain/releases/document.ts'
import { dataDictionary } from './dictionary.ts'
import { cellsOf, placesOf } from './table-cells.ts'

const day = z.iso.date()
const words = z.strictObject({ en: z.string(), ko: z.string(), ru: z.string() })
const status = z.enum(['published', 'hidden'])
const count = z.int().nonnegative().nullable()
const entry = z.strictObject({ code: z.string(), label: words, parent: z.string().nullable() })

const dimension = z.strictObject({
  name: z.string(),
  label: words,
  hashtag: z.string(),
  codes: z.array(entry),
  total: z.strictObject({ code: z.string(), label: words }),
})

const table = z.strictObject({
  name: z.string(),
  title: words,
  note: words,
  dimensions: z.array(dimension),
  cells: z.array(z.strictObject({ at: z.array(z.string()), count, status })),
})

const quartiles = z.strictObject({
  name: z.string(),
  title: words,
  rows: z.array(
    z.strictObject({
      code: z.string(),
      label: words,
      lower: count,
      median: count,
      upper: count,
      status,
    }),
  ),
})

/** What the file looks like: version 1 of the format. The same keys in the same order, always. */
export const releaseJsonSchema = z.strictObject({
  format: z.literal('causeway-release'),
  formatVersion: z.literal(1),
  languages: z.tuple([z.literal('en'), z.literal('ko'), z.literal('ru')]),
  release: z.strictObject({
    code: z.string(),
    definition: z.string(),
    version: z.int(),
    title: words,
    tier: z.enum(['public', 'restricted']),
    threshold: z.int(),
    period: z.strictObject({ first: day, last: day }),
    cutOff: day,
    releasedOn: day,
    licence: z.string(),
    fingerprint: z.string(),
    narrative: z.array(words),
    coarsened: z.array(words),
  }),
  dictionary: z.array(
    z.strictObject({ name: z.string(), label: words, type: z.string(), null: words.nullable() }),
  ),
  tables: z.array(table),
  quartiles: z.array(quartiles),
})

/** The file. Throws where a table is not whole. */
export function releaseJson(document: ReleaseDocument): Buffer {
  const { code, definition, version, title, tier, k, period, cutOff, releasedOn } = document
  const file: z.output<typeof releaseJsonSchema> = {
    format: 'causeway-release',
    formatVersion: 1,
    languages: [...LOCALES],
    release: {
      code,
      definition,
      version,
      title: inOrder(title),
      tier,
      threshold: k,
      period: { first: period.first, last: period.last },
      cutOff,
      releasedOn,
      licence: document.licence,
      fingerprint: document.fingerprint,
      narrative: document.narrative.map(inOrder),
      coarsened: document.coarsened.map(inOrder),
    },
    dictionary: dataDictionary(),
    tables: document.tables.map(tableOf),
    quartiles: document.quartiles.map(quartilesOf),
  }
  return Buffer.from(`${JSON.stringify(file, null, 1)}\n`, 'utf8')
}

function inOrder({ en, ko, ru }: Words): z.output<typeof words> {
  return { en, ko, ru }
}

function tableOf(one: DocumentTable): z.output<typeof table> {
  const { countAt } = cellsOf(one)
  return {
    name: one.name,
    title: inOrder(one.title),
    note: inOrder(one.note),
    dimensions: one.dimensions.map(dimensionOf),
    cells: placesOf(one).map((place) => {
      const at = place.map(({ code }) => code)
      const people = countAt(at)
      return { at, count: people, status: people === null ? 'hidden' : 'published' }
    }),
  }
}

function dimensionOf({ name, label, hashtag, codes, total, parents }: DocumentDimension) {
  return {
    name,
    label: inOrder(label),
    hashtag,
    codes: codes.map((one) => ({
      code: one.code,
      label: inOrder(one.label),
      parent: parents[one.code] ?? null,
    })),
    total: { code: total.code, label: inOrder(total.label) },
  }
}

function quartilesOf(set: DocumentQuartiles): z.output<typeof quartiles> {
  return {
    name: set.name,
    title: inOrder(set.title),
    rows: set.rows.map(({ code, label, quartiles: days }) => ({
      code,
      label: inOrder(label),
      lower: days?.[0] ?? null,
      median: days?.[1] ?? null,
      upper: days?.[2] ?? null,
      status: days === null ? 'hidden' : 'published',
    })),
  }
}
