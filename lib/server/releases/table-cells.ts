/** The cells of a table in their order, and each of them by where it stands. */
import type { DocumentDimension, DocumentTable, Words } from '../../domain/releases/document.ts'

/** A code of a dimension, or its total. */
export type Entry = {
  readonly code: string
  readonly label: Words
  readonly isTotal: boolean
  /** How many codes stand above it; 0 for the total too. */
  readonly depth: number
}

export type TableCells = {
  /** People counted at `at` (one code a dimension); null: hidden. */
  readonly countAt: (at: readonly string[]) => number | null
}

/** The codes of a dimension, then its total. Throws where parents make a circle. */
export function entriesOf(dimension: DocumentDimension): readonly Entry[] {
  return [
    ...dimension.codes.map(({ code, label }) => ({
      code,
      label,
      isTotal: false,
      depth: depthOf(dimension, code),
    })),
    { ...dimension.total, isTotal: true, depth: 0 },
  ]
}

function depthOf(dimension: DocumentDimension, code: string): number {
  let depth = 0
  for (let at = dimension.parents[code]; at !== undefined && at !== dimension.total.code;) {
    depth += 1
    if (depth > dimension.codes.length) throw new Error(`the parents of ${dimension.name} make a circle`)
    at = dimension.parents[at]
  }
  return depth
}

/** Every place of the table, the last dimension changing first. */
export function placesOf(table: DocumentTable): readonly (readonly Entry[])[] {
  return table.dimensions.reduce<readonly (readonly Entry[])[]>(
    (places, dimension) => {
      const entries = entriesOf(dimension)
      return places.flatMap((place) => entries.map((entry) => [...place, entry]))
    },
    [[]],
  )
}

/**
 * Reads a table by place. Throws where it is not whole: a cell that is missing would look like a hidden one, and a
 * count below zero or between whole numbers is none.
 */
export function cellsOf(table: DocumentTable): TableCells {
  const counts = new Map<string, number | null>()
  for (const { at, count } of table.cells) {
    const key = keyOf(at)
    if (counts.has(key)) throw new Error(`table ${table.name} has a cell twice`)
    if (count !== null && !(Number.isSafeInteger(count) && count >= 0)) {
      throw new Error(`table ${table.name} has a count that is none`)
    }
    counts.set(key, count)
  }
  const places = table.dimensions.reduce((product, { codes }) => product * (codes.length + 1), 1)
  if (counts.size !== places) throw new Error(`table ${table.name} is not the full product`)
  return {
    countAt: (at) => {
      const count = counts.get(keyOf(at))
      if (count === undefined) throw new Error(`table ${table.name} lacks a cell`)
      return count
    },
  }
}

function keyOf(at: readonly string[]): string {
  return at.join('\u0000')
}
