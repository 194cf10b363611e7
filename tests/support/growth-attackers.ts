/**
 * Attacker A before a row of releases, written without a look at the code that protects: one variable a cell and release, sums
 * as equations, counts never fall.
 */
import loadHighs from 'highs'
import type { Dimension } from '../../lib/domain/disclosure/shape.ts'
import type { Layer } from '../../lib/domain/disclosure/stack.ts'
import { cellNames } from './table-attackers.ts'

const highs = await loadHighs()

/** How many true growths of 1 to k−1, of any cell between any two releases, the attacker finds out exactly. */
export function intervalsOfGrowth(
  dimensions: readonly Dimension[],
  releases: readonly Layer[],
  truths: readonly Int32Array[],
  k: number,
): number {
  const names = cellNames(dimensions)
  const placeOf = new Map(names.map((name, cell) => [name, cell]))
  const x = (release: number, cell: number): string => `x${String(release)}_${String(cell)}`
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
    }
  }
  const text = rows.map((row, index) => `r${String(index)}: ${row}`).join('\n')
  const best = (sense: string, objective: string): number => {
    const answer = highs.solve(`${sense}\nobj: ${objective}\nSubject To\n${text}\nEnd`, {
      output_flag: false,
    })
    if (answer.Status === 'Optimal') return answer.ObjectiveValue
    if (answer.Status.toLowerCase().includes('unbounded')) return Infinity
    throw new Error(`an attacker's program ended as ${answer.Status}`)
  }
  let exact = 0
  for (let to = 1; to < releases.length; to++) {
    for (let from = 0; from < to; from++) {
      for (let cell = 0; cell < names.length; cell++) {
        const grown = (truths[to]?.[cell] ?? 0) - (truths[from]?.[cell] ?? 0)
        if (grown < 1 || grown >= k) continue
        const shown = [releases[from]?.published[cell], releases[to]?.published[cell]]
        if (shown.every((count) => count !== null)) {
          exact++
          continue
        }
        const objective = `${x(to, cell)} - ${x(from, cell)}`
        if (best('Maximize', objective) - best('Minimize', objective) < 1) exact++
      }
    }
  }
  return exact
}
