/**
 * The letters of a PDF: Inter, and Noto Sans KR for what Inter lacks, out of the files that the pages of the house use.
 * These are split by range of letters; of each range only what a document says is taken.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import decompress from 'woff2-encoder/decompress'
import { z } from 'zod'
import { packageFolder } from './package-folder.ts'
import { subsetFont } from './subset.ts'

const FAMILIES = ['inter', 'noto-sans-kr'] as const
const WEIGHTS = { regular: 400, bold: 600 } as const
/** Shown for a letter that neither family has. */
const REPLACEMENT = 0xff_fd

export type Weight = keyof typeof WEIGHTS
export type Typeface = { readonly name: string; readonly bytes: Buffer }
/** A piece of a text in one font. */
export type Run = { readonly text: string; readonly range: string }

export type Typefaces = {
  /** Every font, under the name `range/weight`. */
  readonly fonts: readonly Typeface[]
  /** The pieces of a text, in order; a letter that no font has becomes U+FFFD. */
  readonly runsOf: (text: string) => readonly Run[]
}

type Range = { readonly name: string; readonly file: string; readonly spans: readonly (readonly number[])[] }

let known: readonly Range[] | undefined
const opened = new Map<string, Uint8Array>()

/** The fonts that show `texts`. A text of other letters later on gets U+FFFD for them. */
export async function typefacesFor(texts: Iterable<string>): Promise<Typefaces> {
  const ranges = (known ??= await readRanges())
  const rangeOf = new Map<number, Range>()
  const wanted = new Map<Range, number[]>()
  for (const codePoint of new Set([REPLACEMENT, ...codePointsIn(texts)])) {
    const range = ranges.find(({ spans }) =>
      spans.some(([first = 0, last = 0]) => first <= codePoint && codePoint <= last),
    )
    if (range === undefined) continue
    rangeOf.set(codePoint, range)
    wanted.set(range, [...(wanted.get(range) ?? []), codePoint])
  }
  const fonts: Typeface[] = []
  for (const [range, codePoints] of wanted) {
    const whole = await open(range.file)
    for (const weight of ['regular', 'bold'] as const) {
      fonts.push({
        name: `${range.name}/${weight}`,
        bytes: await subsetFont(whole, codePoints, WEIGHTS[weight]),
      })
    }
  }
  return { fonts, runsOf: (text) => runsOf(text, rangeOf) }
}

function* codePointsIn(texts: Iterable<string>): Generator<number> {
  for (const text of texts) for (const character of text) yield character.codePointAt(0) ?? REPLACEMENT
}

function runsOf(text: string, rangeOf: ReadonlyMap<number, Range>): readonly Run[] {
  const runs: { text: string; range: string }[] = []
  for (const character of text) {
    const own = rangeOf.get(character.codePointAt(0) ?? REPLACEMENT)
    const shown = own === undefined ? String.fromCodePoint(REPLACEMENT) : character
    const range = (own ?? rangeOf.get(REPLACEMENT))?.name ?? ''
    const last = runs.at(-1)
    if (last?.range === range) last.text += shown
    else runs.push({ text: shown, range })
  }
  return runs
}

async function open(file: string): Promise<Uint8Array> {
  const before = opened.get(file)
  if (before !== undefined) return before
  const font = await decompress(await readFile(file))
  opened.set(file, font)
  return font
}

const rangeList = z.record(z.string(), z.string())

async function readRanges(): Promise<readonly Range[]> {
  const families = await Promise.all(
    FAMILIES.map(async (family) => {
      const folder = packageFolder(`@fontsource-variable/${family}`)
      const list = rangeList.parse(JSON.parse(await readFile(join(folder, 'unicode.json'), 'utf8')))
      return Object.entries(list).map(([range, spans]) => {
        const name = `${family}-${range.replace(/[[\]]/g, '')}`
        return { name, file: join(folder, 'files', `${name}-wght-normal.woff2`), spans: spansOf(spans) }
      })
    }),
  )
  return families.flat()
}

/** `U+41-5a,U+ff` as first and last code points. */
function spansOf(list: string): readonly (readonly number[])[] {
  return list.split(',').map((span) => {
    const [first = '', last = first] = span.trim().replace(/^U\+/i, '').split('-')
    return [Number.parseInt(first, 16), Number.parseInt(last, 16)]
  })
}
