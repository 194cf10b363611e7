/**
 * Attackers before a row of releases, written without a look at the code that protects: one variable a cell and release, sums
 * as equations, counts never fall.
 */
import loadHighs from 'highs'
import type { Dimension } from '../../lib/domain/disclosure/shape.ts'
import type { Layer } from '../../lib/domain/disclosure/stack.ts'
import { cellNames } from './table-attackers.ts'

const highs = await loadHighs()

type Row = readonly Layer[]
type Bound = (sense: 'Maximize' | 'Minimize', objective: string) => number

const x = (release: number, cell: number): string => `x${String(release)}_${String(cell)}`

/** What everybody sees of a row of releases, with what an attacker knows besides. */
function attackerOf(
  dimensions: readonly Dimension[],
  releases: Row,
  besides: (release: number, cell: number) => readonly string[] = () => [],
): Bound {
  const names = cellNames(dimensions)
  const placeOf = new Map(names.map((name, cell) => [name, cell]))
  const rows: string[] = []
  for (const [release, { published }] of releases.entries()) {
    for (const [cell, name] of names.entries()) {
      const at = name.split('\t')
      for (const [axis, { codes, total, parents = {} }] of dimensions.entries()) {
        const children = codes.filter((code) => (parents[code] ?? total) === at[axis])
        if (children.length === 0) continue
        const sum = children.map(
          (child) => `- ${x(release, placeOf.get(at.with(axis, child).join('\t')) ?? -1)}`,
        )
        rows.push(`${x(release, cell)} ${sum.join(' ')} = 0`)
      }
      if (published[cell] !== null) rows.push(`${x(release, cell)} = ${String(published[cell])}`)
      if (release > 0) rows.push(`${x(release, cell)} - ${x(release - 1, cell)} >= 0`)
      rows.push(...besides(release, cell))
    }
  }
  const text = rows.map((row, index) => `r${String(index)}: ${row}`).join('\n')
  return (sense, objective) => {
    const answer = highs.solve(`${sense}\nobj: ${objective}\nSubject To\n${text}\nEnd`, {
      output_flag: false,
    })
    if (answer.Status === 'Optimal') return answer.ObjectiveValue
    if (answer.Status.toLowerCase().includes('unbounded')) return Infinity
    throw new Error(`an attacker's program ended as ${answer.Status}`)
  }
}

/** True growths of 1 to k−1, of any cell between any two releases. */
function smallGrowths(releases: Row, truths: readonly Int32Array[], k: number) {
  return releases.flatMap((_, to) =>
    releases.slice(0, to).flatMap((__, from) =>
      Array.from(truths[to] ?? [], (count, cell) => ({
        cell,
        from,
        to,
        grown: count - (truths[from]?.[cell] ?? 0),
      })).filter(({ grown }) => grown >= 1 && grown < k),
    ),
  )
}

/** How many true growths of 1 to k−1 attacker A, who knows that counts are not below zero, finds out exactly. */
export function exactSmallGrowths(
  dimensions: readonly Dimension[],
  releases: Row,
  truths: readonly Int32Array[],
  k: number,
): number {
  const best = attackerOf(dimensions, releases)
  return smallGrowths(releases, truths, k).filter(({ cell, from, to }) => {
    if ([from, to].every((release) => releases[release]?.published[cell] !== null)) return true
    const objective = `${x(to, cell)} - ${x(from, cell)}`
    return best('Maximize', objective) - best('Minimize', objective) < 1
  }).length
}

/**
 * The fewest whole values that attacker B is left for a growth of 1 to k−1 since a published count; Infinity where there is none.
 * B knows k, which cells are small, and which growths since published counts are.
 */
export function fewestValuesOfGrowth(
  dimensions: readonly Dimension[],
  releases: Row,
  truths: readonly Int32Array[],
  k: number,
): number {
  const known = smallGrowths(releases, truths, k).filter(
    ({ cell, from }) => (releases[from]?.published[cell] ?? 0) > 0,
  )
  const best = attackerOf(dimensions, releases, (release, cell) => {
    const { published, statuses } = releases[release] ?? { published: [], statuses: null }
    if (published[cell] !== null) return []
    const [low, high] = statuses?.[cell] === 'small' ? [1, k - 1] : [k, Infinity]
    return [
      `${x(release, cell)} >= ${String(low)}`,
      ...(high === Infinity ? [] : [`${x(release, cell)} <= ${String(high)}`]),
      ...known
        .filter((growth) => growth.cell === cell && growth.to === release)
        .flatMap(({ from }) => [
          `${x(release, cell)} - ${x(from, cell)} >= 1`,
          `${x(release, cell)} - ${x(from, cell)} <= ${String(k - 1)}`,
        ]),
    ]
  })
  return known.reduce((fewest, { cell, from, to }) => {
    const objective = `${x(to, cell)} - ${x(from, cell)}`
    const [most, least] = [best('Maximize', objective), best('Minimize', objective)]
    return Math.min(fewest, Math.floor(most + 1e-6) - Math.ceil(least - 1e-6) + 1)
  }, Infinity)
}
