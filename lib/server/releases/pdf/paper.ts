/**
 * Sheets of A4 that are written on from top to bottom: text in the letters of every language, lines, boxes, and a new
 * sheet where the old one is full. Lengths are points (1/72 inch); `y` grows downwards.
 */
import PDFDocument from 'pdfkit'
import { oneLine } from '../cell-text.ts'
import type { Run, Typefaces, Weight } from './typefaces.ts'

export const MARGIN = 54
const WIDTH = 595.28
const HEIGHT = 841.89
/** How wide a line is. */
export const LINE = WIDTH - 2 * MARGIN
/** Where the last line ends; the foot stands below. */
const BOTTOM = HEIGHT - MARGIN - 14
const LEADING = 1.4
/** A paragraph of at most so many lines stays on one sheet. */
const KEPT_LINES = 8

export const INK = '#16202b'
export const MUTED = '#556270'
export const FAINT = '#cfd6dd'
export const WASH = '#f1f4f7'
export const ACCENT = '#1f5f8b'

export type Style = {
  readonly size: number
  readonly weight?: Weight
  readonly color?: string
  readonly align?: 'left' | 'right' | 'center'
}

export type Description = { readonly title: string; readonly language: string; readonly date: Date }

export class Paper {
  /** Where the next thing goes. */
  y = MARGIN
  readonly #pdf: PDFKit.PDFDocument
  readonly #typefaces: Typefaces
  readonly #widths = new Map<string, number>()
  readonly #bytes: Promise<Buffer>

  /** The file's only metadata are the three of `description`. */
  constructor(typefaces: Typefaces, { title, language, date }: Description) {
    this.#typefaces = typefaces
    this.#pdf = new PDFDocument({
      size: 'A4',
      pdfVersion: '1.7',
      margin: 0,
      bufferPages: true,
      lang: language,
      displayTitle: true,
      info: { Title: title, CreationDate: date },
    })
    // The library signs with its own name otherwise.
    for (const name of ['Producer', 'Creator']) Reflect.deleteProperty(this.#pdf.info, name)
    for (const { name, bytes } of typefaces.fonts) this.#pdf.registerFont(name, bytes)
    this.#bytes = collected(this.#pdf)
  }

  /** Whether `height` more fits on this sheet. */
  fits(height: number): boolean {
    return this.y + height <= BOTTOM
  }

  newSheet(): void {
    this.#pdf.addPage()
    this.y = MARGIN
  }

  /** A new sheet unless `height` more fits on this one. */
  need(height: number): void {
    if (!this.fits(height)) this.newSheet()
  }

  /** The width of a text on one line. */
  width(text: string, style: Style): number {
    return this.#runs(text).reduce((sum, run) => sum + this.#runWidth(run, style), 0)
  }

  /** The lines of a text at most `width` wide, broken at spaces, and within a word where it is too long. */
  wrap(text: string, style: Style, width: number): readonly string[] {
    const lines: string[] = []
    let line = ''
    for (const word of oneLine(text).split(/ +/u)) {
      const longer = line === '' ? word : `${line} ${word}`
      if (this.width(longer, style) <= width) {
        line = longer
        continue
      }
      if (line !== '') lines.push(line)
      const pieces = this.#broken(word, style, width)
      lines.push(...pieces.slice(0, -1))
      line = pieces.at(-1) ?? ''
    }
    return [...lines, line]
  }

  /** One line of text whose top is `y`, within `width` from `x`. */
  print(text: string, x: number, y: number, style: Style, width = 0): void {
    const { size, color = INK, align = 'left' } = style
    const free = align === 'left' ? 0 : width - this.width(text, style)
    let at = x + (align === 'center' ? free / 2 : free)
    for (const run of this.#runs(text)) {
      this.#pdf.font(nameOf(run, style)).fontSize(size).fillColor(color)
      this.#pdf.text(run.text, at, y + size, { lineBreak: false, baseline: 'alphabetic' })
      at += this.#runWidth(run, style)
    }
  }

  /** A text over as many lines, and sheets, as it needs; `y` is behind it afterwards. */
  paragraph(text: string, style: Style, { x = MARGIN, width = LINE, after = 0 } = {}): void {
    const lines = this.wrap(text, style, width)
    if (lines.length <= KEPT_LINES) this.need(lines.length * lineHeight(style))
    for (const line of lines) {
      this.need(lineHeight(style))
      this.print(line, x, this.y, style, width)
      this.y += lineHeight(style)
    }
    this.y += after
  }

  /** A heading that stays with `following` points of what it heads. */
  heading(text: string, size: number, following: number): void {
    const style = { size, weight: 'bold' } as const
    this.need(this.wrap(text, style, LINE).length * lineHeight(style) + size / 2 + following)
    this.paragraph(text, style, { after: size / 2 })
  }

  rule(x: number, y: number, width: number, color = FAINT, thickness = 0.6): void {
    this.#pdf
      .moveTo(x, y)
      .lineTo(x + width, y)
      .lineWidth(thickness)
      .strokeColor(color)
      .stroke()
  }

  box(x: number, y: number, width: number, height: number, color: string): void {
    this.#pdf.rect(x, y, width, height).fillColor(color).fill()
  }

  /** A box of slanted lines: something is there that is not shown. */
  hatched(x: number, y: number, width: number, height: number): void {
    const pdf = this.#pdf
    pdf.save().rect(x, y, width, height).clip()
    for (let at = x - height; at < x + width; at += 5) pdf.moveTo(at, y + height).lineTo(at + height, y)
    pdf.lineWidth(0.6).strokeColor(MUTED).stroke().restore()
    pdf.rect(x, y, width, height).lineWidth(0.6).strokeColor(MUTED).dash(2, { space: 2 }).stroke().undash()
  }

  /** Writes a foot on every sheet and closes the file. */
  finish(
    foot: (page: number, pages: number) => { readonly left: string; readonly right: string },
  ): Promise<Buffer> {
    const { count } = this.#pdf.bufferedPageRange()
    for (let page = 0; page < count; page += 1) {
      this.#pdf.switchToPage(page)
      const { left, right } = foot(page + 1, count)
      this.print(left, MARGIN, HEIGHT - MARGIN, { size: 7.5, color: MUTED })
      this.print(right, MARGIN, HEIGHT - MARGIN, { size: 7.5, color: MUTED, align: 'right' }, LINE)
    }
    this.#pdf.end()
    return this.#bytes
  }

  #runs(text: string): readonly Run[] {
    return this.#typefaces.runsOf(oneLine(text))
  }

  #runWidth(run: Run, style: Style): number {
    const name = nameOf(run, style)
    const key = `${name} ${run.text}`
    let width = this.#widths.get(key)
    if (width === undefined) {
      // Widths grow with the size: measured once, at a thousand.
      width = this.#pdf.font(name).fontSize(1000).widthOfString(run.text) / 1000
      this.#widths.set(key, width)
    }
    return width * style.size
  }

  #broken(word: string, style: Style, width: number): readonly string[] {
    const pieces = ['']
    for (const character of word) {
      const longer = (pieces.at(-1) ?? '') + character
      if (pieces.at(-1) === '' || this.width(longer, style) <= width) pieces[pieces.length - 1] = longer
      else pieces.push(character)
    }
    return pieces
  }
}

/** How far the next line is. */
export function lineHeight({ size }: Style): number {
  return size * LEADING
}

function nameOf({ range }: Run, { weight = 'regular' }: Style): string {
  return `${range}/${weight}`
}

function collected(pdf: PDFKit.PDFDocument): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
    pdf.on('end', () => {
      resolve(Buffer.concat(chunks))
    })
    pdf.on('error', reject)
  })
}
