/**
 * A table as people read it: one dimension down, one across, a panel for each place in the others. Headings are
 * repeated on every sheet; what does not fit across comes below, under the same heads.
 */
import type { Locale } from '../../../domain/locale.ts'
import type { DocumentDimension, DocumentTable } from '../../../domain/releases/document.ts'
import { cellsOf, entriesOf, type Entry } from '../table-cells.ts'
import type { FileWords } from '../words.ts'
import { FAINT, INK, LINE, lineHeight, MARGIN, MUTED, WASH, type Paper, type Style } from './paper.ts'

const BODY: Style = { size: 8.5 }
const HEAD: Style = { size: 7.5, weight: 'bold', color: MUTED }
const ROW = 15
const PAD = 4
const INDENT = 9
const WIDEST_HEAD = 160
const NARROWEST = 36
const WIDEST = 92
/** Rows that stay with their heads. */
const KEPT_TOGETHER = 4
/** A dot of the size of the numbers would be overlooked. */
const DOT: Partial<Style> = { size: 15, weight: 'bold', color: MUTED }
const DOT_RISE = 4.5

export type Block = {
  readonly rows: readonly Entry[]
  readonly rowLabel: string
  readonly columns: readonly {
    readonly label: string
    readonly code: string | null
    readonly isTotal: boolean
  }[]
  /** People in a row and a column; null: hidden. */
  readonly value: (row: Entry, column: string | null) => number | null
  readonly title: string | null
}

/** Draws the whole table below what is on the paper. */
export function drawTable(paper: Paper, table: DocumentTable, locale: Locale, words: FileWords): void {
  const title = table.title[locale]
  paper.heading(title, 11, 5 * ROW)
  paper.paragraph(table.note[locale], { size: 8.5, color: MUTED }, { after: 6 })
  for (const block of blocksOf(table, locale, words)) drawBlock(paper, block, title, locale, words)
  if (table.cells.some(({ count }) => count === null)) {
    paper.paragraph(words.legend, { size: 7.5, color: MUTED })
  }
  paper.y += 18
}

/** A block a place in all dimensions but the two that are drawn: the longest goes down, the shortest across. */
export function blocksOf(table: DocumentTable, locale: Locale, words: FileWords): readonly Block[] {
  const { countAt } = cellsOf(table)
  const bySize = [...table.dimensions].sort((one, other) => other.codes.length - one.codes.length)
  const [down, ...others] = bySize
  if (down === undefined) throw new Error(`table ${table.name} has no dimension`)
  const across = others.pop()
  return panelsOf(others).map((panel) => ({
    rows: entriesOf(down),
    rowLabel: down.label[locale],
    columns:
      across === undefined
        ? [{ label: words.columns.people, code: null, isTotal: false }]
        : entriesOf(across).map(({ code, label, isTotal }) => ({ code, label: label[locale], isTotal })),
    value: (row, column) =>
      countAt(
        table.dimensions.map((dimension) => {
          if (dimension === down) return row.code
          if (dimension === across) return column ?? dimension.total.code
          return panel.get(dimension)?.code ?? dimension.total.code
        }),
      ),
    title:
      panel.size === 0
        ? null
        : [...panel].map(([{ label }, entry]) => words.panel(label[locale], entry.label[locale])).join(' · '),
  }))
}

function panelsOf(
  dimensions: readonly DocumentDimension[],
): readonly ReadonlyMap<DocumentDimension, Entry>[] {
  return dimensions.reduce<readonly ReadonlyMap<DocumentDimension, Entry>[]>(
    (panels, dimension) =>
      panels.flatMap((panel) => entriesOf(dimension).map((entry) => new Map(panel).set(dimension, entry))),
    [new Map()],
  )
}

type Column = Block['columns'][number] & { readonly lines: readonly string[]; readonly width: number }
type Layout = {
  readonly title: string
  readonly locale: Locale
  readonly words: FileWords
  /** The width of the heads of the rows. */
  readonly head: number
  readonly columns: readonly Column[]
}

function drawBlock(paper: Paper, block: Block, title: string, locale: Locale, words: FileWords): void {
  const head = headWidth(paper, block, locale)
  const columns = block.columns.map((column) => {
    const wish = Math.max(...column.label.split(' ').map((word) => paper.width(word, HEAD)))
    const width = Math.min(WIDEST, Math.max(NARROWEST, wish + 2 * PAD))
    return { ...column, width, lines: paper.wrap(column.label, HEAD, width - 2 * PAD) }
  })
  for (const part of partsOf(columns, LINE - head)) {
    drawPart(paper, block, { title, locale, words, head, columns: part })
  }
}

function headWidth(paper: Paper, block: Block, locale: Locale): number {
  const widths = block.rows.map(
    (row) => paper.width(row.label[locale], { ...BODY, weight: 'bold' }) + row.depth * INDENT,
  )
  return Math.min(WIDEST_HEAD, Math.max(...widths, paper.width(block.rowLabel, HEAD)) + 3 * PAD)
}

/** The columns in as few parts as fit into `width`, each about as wide as the others. */
function partsOf(columns: readonly Column[], width: number): readonly (readonly Column[])[] {
  const total = columns.reduce((sum, column) => sum + column.width, 0)
  for (let share = total / Math.ceil(total / width); ; share = Math.min(width, share * 1.05)) {
    const parts: Column[][] = [[]]
    let used = 0
    for (const column of columns) {
      if (used > 0 && used + column.width > share) {
        parts.push([])
        used = 0
      }
      parts.at(-1)?.push(column)
      used += column.width
    }
    if (share >= width || parts.length <= Math.ceil(total / width)) return parts
  }
}

function drawPart(paper: Paper, block: Block, layout: Layout): void {
  const { title, locale, words, head, columns } = layout
  const headHeight = Math.max(...columns.map(({ lines }) => lines.length)) * lineHeight(HEAD) + 2 * PAD
  const onNextSheet = () => {
    paper.newSheet()
    paper.paragraph(words.continued(title), { size: 9, weight: 'bold', color: MUTED }, { after: 4 })
  }
  if (!paper.fits(headHeight + Math.min(block.rows.length, KEPT_TOGETHER) * ROW + 20)) onNextSheet()
  drawHeads(paper, block, layout, headHeight)
  for (const row of block.rows) {
    const style: Style = row.isTotal ? { ...BODY, weight: 'bold' } : BODY
    const lines = paper.wrap(row.label[locale], style, head - 2 * PAD - row.depth * INDENT)
    const height = ROW + (lines.length - 1) * lineHeight(style)
    if (!paper.fits(height)) {
      onNextSheet()
      drawHeads(paper, block, layout, headHeight)
    }
    drawRow(paper, block, row, layout, { lines, style, height })
  }
  paper.y += 12
}

function drawHeads(paper: Paper, block: Block, { head, columns }: Layout, height: number): void {
  if (block.title !== null) paper.paragraph(block.title, { size: 8.5, weight: 'bold' }, { after: 2 })
  const bottom = paper.y + height
  paper.print(block.rowLabel, MARGIN + PAD, bottom - PAD - lineHeight(HEAD), HEAD)
  let x = MARGIN + head
  for (const { lines, width } of columns) {
    const top = bottom - PAD - lines.length * lineHeight(HEAD)
    for (const [index, text] of lines.entries()) {
      paper.print(text, x, top + index * lineHeight(HEAD), { ...HEAD, align: 'right' }, width - PAD)
    }
    x += width
  }
  paper.rule(MARGIN, bottom, x - MARGIN, INK, 0.8)
  paper.y = bottom
}

type Line = { readonly lines: readonly string[]; readonly style: Style; readonly height: number }

function drawRow(paper: Paper, block: Block, row: Entry, { head, columns }: Layout, line: Line): void {
  const { lines, style, height } = line
  const top = paper.y + 2.5
  const all = columns.reduce((sum, { width }) => sum + width, head)
  if (row.isTotal) paper.box(MARGIN, paper.y, all, height, WASH)
  for (const [index, text] of lines.entries()) {
    paper.print(text, MARGIN + PAD + row.depth * INDENT, top + index * lineHeight(style), style)
  }
  let x = MARGIN + head
  for (const { code, isTotal, width } of columns) {
    const count = block.value(row, code)
    const cell: Style = { ...style, align: 'right', ...(isTotal && { weight: 'bold' }) }
    if (count === null) paper.print('·', x, top - DOT_RISE, { ...cell, ...DOT }, width - PAD)
    else paper.print(String(count), x, top, cell, width - PAD)
    x += width
  }
  paper.y += height
  paper.rule(MARGIN, paper.y, all, FAINT, 0.4)
}
