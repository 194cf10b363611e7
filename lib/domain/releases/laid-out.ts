/** A table of a release as it lies on a page: rows and columns, the last dimension across where it fits. */
import type { DocumentDimension, DocumentTable, Words } from './document.ts'
import type { TableReport } from './prepared.ts'

/** More than these do not fit side by side. */
const MOST_ACROSS = 9

export type Heading = {
  readonly label: Words
  /** How many parents it has. */
  readonly depth: number
  readonly total: boolean
}
export type LaidOutCell = {
  readonly key: string
  readonly count: number | null
  readonly status: TableReport['statuses'][number] | null
}
export type LaidOut = {
  /** The dimensions that stand in front. */
  readonly front: readonly Words[]
  /** What stands across; one without a label when everything is told by rows. */
  readonly across: readonly Heading[]
  readonly rows: readonly {
    readonly key: string
    readonly headings: readonly Heading[]
    readonly cells: readonly LaidOutCell[]
  }[]
}

type Entry = Heading & { readonly code: string }

const NO_WORDS: Words = { en: '', ko: '', ru: '' }

/** Codes in their order, then the total. */
function entriesOf({ codes, total, parents }: DocumentDimension): readonly Entry[] {
  const depthOf = (code: string): number => {
    const parent = parents[code]
    return parent === undefined ? 0 : 1 + depthOf(parent)
  }
  return [
    ...codes.map(({ code, label }) => ({ code, label, depth: depthOf(code), total: false })),
    { code: total.code, label: total.label, depth: 0, total: true },
  ]
}

/**
 * Lays a table out.
 *
 * @param statuses why each cell is as it is, in the order of the table's cells; left out, nothing says why
 */
export function laidOut(table: DocumentTable, statuses: TableReport['statuses'] = []): LaidOut {
  const found = new Map(
    table.cells.map(({ at, count }, index) => [
      keyOf(at),
      { key: keyOf(at), count, status: statuses[index] ?? null },
    ]),
  )
  const entries = table.dimensions.map(entriesOf)
  const last = entries.at(-1) ?? []
  const lies = entries.length > 1 && last.length <= MOST_ACROSS
  const front = lies ? entries.slice(0, -1) : entries
  const across: readonly (Entry | null)[] = lies ? last : [null]
  return {
    front: table.dimensions.slice(0, front.length).map(({ label }) => label),
    across: across.map((entry) => entry ?? { label: NO_WORDS, depth: 0, total: false }),
    rows: product(front).flatMap((headings) => {
      const cells = across.flatMap((entry) => {
        const at = [...headings, ...(entry === null ? [] : [entry])].map(({ code }) => code)
        return found.get(keyOf(at)) ?? []
      })
      // A table of a total alone names nothing but the total.
      return cells.length < across.length
        ? []
        : [{ key: keyOf(headings.map(({ code }) => code)), headings, cells }]
    }),
  }
}

function keyOf(at: readonly string[]): string {
  return at.join(' · ')
}

function product(lists: readonly (readonly Entry[])[]): readonly (readonly Entry[])[] {
  return lists.reduce<readonly (readonly Entry[])[]>(
    (rows, list) => rows.flatMap((row) => list.map((entry) => [...row, entry])),
    [[]],
  )
}
