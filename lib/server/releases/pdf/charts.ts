/** Bars and ranges, drawn as lines. What is not shown is hatched over the whole track and named: never a bar, never zero. */
import type { Locale } from '../../../domain/locale.ts'
import type { DocumentQuartiles, DocumentTable } from '../../../domain/releases/document.ts'
import { cellsOf, entriesOf } from '../table-cells.ts'
import type { FileWords } from '../words.ts'
import { ACCENT, FAINT, INK, LINE, lineHeight, MARGIN, MUTED, type Paper, type Style } from './paper.ts'

const LABEL: Style = { size: 8.5 }
const LEGEND: Style = { size: 7.5, color: MUTED }
const LABELS = 150
const VALUES = 110
const TRACK = LINE - LABELS - VALUES
const ROW = 17
const BAR = 9
const GAP = 8
const INDENT = 9

/** Draws how many people each code of each dimension has, with all other dimensions at their totals. */
export function drawMargins(paper: Paper, table: DocumentTable, locale: Locale, words: FileWords): void {
  const { countAt } = cellsOf(table)
  const charts = table.dimensions.map((dimension) => ({
    title: dimension.label[locale],
    bars: entriesOf(dimension)
      .filter(({ isTotal }) => !isTotal)
      .map((entry) => ({
        label: entry.label[locale],
        indent: entry.depth * INDENT,
        count: countAt(table.dimensions.map((one) => (one === dimension ? entry.code : one.total.code))),
      })),
  }))
  paper.paragraph(table.title[locale], { size: 10, color: MUTED }, { after: 2 })
  if (charts.some(({ bars }) => bars.some(({ count }) => count === null))) {
    paper.paragraph(words.chartLegend, LEGEND)
  }
  paper.y += 6
  for (const { title, bars } of charts) {
    const longest = Math.max(1, ...bars.map(({ count }) => count ?? 0))
    heads(paper, title, bars.length)
    for (const { label, indent, count } of bars) {
      const value = count === null ? words.notShown : String(count)
      drawRow(paper, { label, indent, value, continued: words.continued(title) }, (x, y) => {
        if (count === null) paper.hatched(x, y, TRACK, BAR)
        else paper.box(x, y, Math.max(0.8, (TRACK * count) / longest), BAR, count === 0 ? MUTED : ACCENT)
      })
    }
    paper.y += 6
  }
  paper.y += 8
}

/** Draws days between stages: from the lower to the upper quartile, the median as a line. */
export function drawQuartiles(paper: Paper, set: DocumentQuartiles, locale: Locale, words: FileWords): void {
  const longest = Math.max(1, ...set.rows.map(({ quartiles }) => quartiles?.[2] ?? 0))
  const scale = TRACK / longest
  const title = set.title[locale]
  heads(paper, title, set.rows.length + 2)
  paper.paragraph(words.quartileLegend, LEGEND)
  if (set.rows.some(({ quartiles }) => quartiles === null)) paper.paragraph(words.chartLegend, LEGEND)
  paper.y += 4
  for (const { label, quartiles } of set.rows) {
    const value = quartiles === null ? words.notShown : words.days(quartiles)
    drawRow(paper, { label: label[locale], indent: 0, value, continued: words.continued(title) }, (x, y) => {
      if (quartiles === null) {
        paper.hatched(x, y, TRACK, BAR)
        return
      }
      const [lower, median, upper] = quartiles
      paper.rule(x, y + BAR / 2, TRACK)
      paper.box(x + lower * scale, y, Math.max(2, (upper - lower) * scale), BAR, ACCENT)
      paper.box(x + median * scale - 1, y - 2, 2, BAR + 4, INK)
    })
  }
  paper.y += 14
}

function heads(paper: Paper, title: string, rows: number): void {
  paper.heading(title, 10, Math.min(rows, 4) * ROW)
}

type Row = {
  readonly label: string
  readonly indent: number
  readonly value: string
  /** The heading on the next sheet, where this row is the first there. */
  readonly continued: string
}

function drawRow(paper: Paper, row: Row, draw: (x: number, y: number) => void): void {
  const { label, indent, value, continued } = row
  const lines = paper.wrap(label, LABEL, LABELS - GAP - indent)
  const height = ROW + (lines.length - 1) * lineHeight(LABEL)
  if (!paper.fits(height)) {
    paper.newSheet()
    paper.paragraph(continued, { size: 9, weight: 'bold', color: MUTED }, { after: 4 })
  }
  const middle = paper.y + (height - BAR) / 2
  for (const [index, line] of lines.entries()) {
    paper.print(line, MARGIN + indent, paper.y + 2.5 + index * lineHeight(LABEL), LABEL)
  }
  paper.box(MARGIN + LABELS - 1, paper.y, 0.6, height, FAINT)
  draw(MARGIN + LABELS, middle)
  paper.print(value, MARGIN + LABELS + TRACK + GAP, paper.y + (height - ROW) / 2 + 2.5, LABEL)
  paper.y += height
}
