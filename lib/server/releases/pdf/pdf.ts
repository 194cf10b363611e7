/**
 * A release as a PDF of A4 in one language: what it is, its narrative, charts, tables, ranges and the method note. The
 * same document gives the same bytes; the file's metadata are its title, its language and the day of the release.
 */
import { LOCALE_TAGS, LOCALES, type Locale } from '../../../domain/locale.ts'
import type { ReleaseDocument } from '../../../domain/releases/document.ts'
import { CATALOGUE } from '../../i18n/catalogue.ts'
import { wordsOf, type FileWords } from '../words.ts'
import { drawMargins, drawQuartiles } from './charts.ts'
import { drawTable } from './cross-table.ts'
import { FAINT, LINE, lineHeight, MARGIN, MUTED, Paper, type Style } from './paper.ts'
import { typefacesFor } from './typefaces.ts'

const NAMES = 165
const FACT: Style = { size: 9.5 }
const TEXT: Style = { size: 10 }

/** The file in `locale`. Throws where a table is not whole. */
export async function releasePdf(document: ReleaseDocument, locale: Locale): Promise<Buffer> {
  const words = wordsOf(document, locale)
  const typefaces = await typefacesFor([
    FIGURES,
    ...textsIn(CATALOGUE[locale].releaseFiles, locale),
    // The codes at the cells are not printed, and there are thousands of them.
    ...textsIn({ ...document, tables: document.tables.map((table) => ({ ...table, cells: [] })) }, locale),
  ])
  const title = document.title[locale]
  const paper = new Paper(typefaces, {
    title: `${document.code} ${title}`,
    language: LOCALE_TAGS[locale],
    date: new Date(`${document.releasedOn}T00:00:00Z`),
  })
  drawCover(paper, document, locale, words)
  const [first] = document.tables
  if (first !== undefined) {
    paper.heading(words.figures, 14, 90)
    drawMargins(paper, first, locale, words)
  }
  for (const set of document.quartiles) drawQuartiles(paper, set, locale, words)
  if (first !== undefined) paper.heading(words.tables, 14, 120)
  for (const table of document.tables) drawTable(paper, table, locale, words)
  drawMethod(paper, document, words)
  return paper.finish((page, pages) => ({
    left: `${document.code} · ${document.releasedOn} · ${document.fingerprint}`,
    right: words.page(page, pages),
  }))
}

function drawCover(paper: Paper, document: ReleaseDocument, locale: Locale, words: FileWords): void {
  paper.paragraph(document.code, { size: 10, weight: 'bold', color: MUTED }, { after: 2 })
  paper.paragraph(document.title[locale], { size: 20, weight: 'bold' }, { after: 10 })
  paper.rule(MARGIN, paper.y, LINE)
  paper.y += 8
  for (const { name, value } of words.facts.slice(1)) drawFact(paper, name, [value])
  drawFact(paper, words.licence.name, [...new Set([words.licence.words, document.licence])])
  paper.y += 4
  paper.rule(MARGIN, paper.y, LINE, FAINT)
  paper.y += 14
  for (const sentence of document.narrative) paper.paragraph(sentence[locale], TEXT, { after: 6 })
  paper.y += 12
}

function drawFact(paper: Paper, name: string, values: readonly string[]): void {
  const lines = values.flatMap((value) => paper.wrap(value, FACT, LINE - NAMES))
  const names = paper.wrap(name, FACT, NAMES - 10)
  const height = Math.max(lines.length, names.length) * lineHeight(FACT)
  paper.need(height)
  for (const [index, text] of names.entries()) {
    paper.print(text, MARGIN, paper.y + index * lineHeight(FACT), { ...FACT, color: MUTED })
  }
  for (const [index, text] of lines.entries()) {
    paper.print(text, MARGIN + NAMES, paper.y + index * lineHeight(FACT), FACT)
  }
  paper.y += height + 3
}

function drawMethod(paper: Paper, document: ReleaseDocument, words: FileWords): void {
  paper.heading(words.method.title, 14, 90)
  for (const { heading, texts } of words.method.sections) {
    paper.heading(heading, 10, 40)
    for (const text of texts) paper.paragraph(text, TEXT, { after: 5 })
    paper.y += 6
  }
}

/** What the pages print besides the words of the document and of the house. */
const FIGURES = '0123456789·-'

/** Every text within `value`; of a text in every language, the one that is asked for. */
function* textsIn(value: unknown, locale: Locale): Generator<string> {
  if (typeof value === 'string') yield value
  if (typeof value !== 'object' || value === null) return
  const parts = Object.entries(value)
  const isWords =
    parts.length === LOCALES.length && parts.every(([name]) => LOCALES.some((one) => one === name))
  for (const [name, part] of parts) if (!isWords || name === locale) yield* textsIn(part, locale)
}
