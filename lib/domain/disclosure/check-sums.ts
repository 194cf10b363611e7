/** The checker's own sums: which inner cells lie below each cell. Shares nothing with what protects but the table. */
import type { Dimension } from './shape.ts'

/** One release as published, over all cells row-major in the order of dimensions and codes, totals last. */
export type Published = readonly (number | null)[]

/** The cells of a table, in the order in which they are published. */
export type Cells = {
  readonly count: number
  /** The inner cells below each cell. */
  readonly below: readonly (readonly number[])[]
  /** For each cell, the totals over one sensitive dimension of which it is a part. */
  readonly wholes: readonly (readonly number[])[]
  readonly inner: number
}

/** The cells of dimensions. */
export function cellsOf(dimensions: readonly Dimension[]): Cells {
  type Partial = { readonly below: readonly number[]; readonly totals: readonly number[] }
  let partials: readonly Partial[] = [{ below: [0], totals: [] }]
  let count = 1
  let inner = 1
  for (const { codes, total, parents = {}, sensitive = false } of dimensions) {
    const parentOf = (code: string): string =>
      Object.hasOwn(parents, code) ? (parents[code] ?? total) : total
    const leaves = codes.filter((code) => !codes.some((other) => parentOf(other) === code))
    const isUnder = (leaf: string, node: string): boolean => {
      let code = leaf
      while (code !== node && code !== total) code = parentOf(code)
      return code === node
    }
    const nodes = [...codes, total]
    partials = partials.flatMap((before, place) =>
      nodes.map((node): Partial => {
        const under = leaves.flatMap((leaf, index) => (isUnder(leaf, node) ? [index] : []))
        return {
          below: before.below.flatMap((number) => under.map((index) => number * leaves.length + index)),
          totals: [
            ...before.totals.map((at) => at * nodes.length + nodes.indexOf(node)),
            ...(sensitive && node !== total ? [place * nodes.length + nodes.length - 1] : []),
          ],
        }
      }),
    )
    count *= nodes.length
    inner *= leaves.length
  }
  return {
    count,
    inner,
    below: partials.map(({ below }) => below),
    wholes: partials.map(({ totals }) => totals),
  }
}

/** The counts of all cells, from those of the inner ones; NaN where one lacks. */
export function tally({ below }: Cells, inner: ArrayLike<number>): readonly number[] {
  return below.map((numbers) => numbers.reduce((sum, number) => sum + (inner[number] ?? NaN), 0))
}

/** No more than any published count of the same release that holds it. */
export function mostOf({ below }: Cells, published: Published, cell: number): number {
  const mine = below[cell] ?? []
  return published.reduce<number>(
    (least, count, other) =>
      count !== null && count < least && mine.every((number) => (below[other] ?? []).includes(number))
        ? count
        : least,
    Infinity,
  )
}
