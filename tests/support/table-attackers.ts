/**
 * Attackers of released tables, written without a look at the code that protects: every cell is a variable, every sum along a
 * dimension an equation, as text for the solver. Bounds over real numbers.
 */
import loadHighs from 'highs'
import type { Dimension } from '../../lib/domain/disclosure/shape.ts'

export type SeenTable = {
  readonly dimensions: readonly Dimension[]
  /** By codes, joined by a tab; null where it is hidden. */
  readonly counts: ReadonlyMap<string, number | null>
  /** Cells that attacker B knows to be 1 to k−1. */
  readonly primary: ReadonlySet<string>
  /** What attacker B knows of hidden cells besides: the least and the most. */
  readonly known?: ReadonlyMap<string, readonly [number, number]>
  readonly k: number
}

const highs = await loadHighs()

function childrenOf({ codes, total, parents = {} }: Dimension, node: string): readonly string[] {
  return codes.filter((code) => (parents[code] ?? total) === node)
}

function product(lists: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return lists.reduce<readonly (readonly string[])[]>(
    (rows, list) => rows.flatMap((row) => list.map((item) => [...row, item])),
    [[]],
  )
}

/** All cells of a table by their codes, in the order of releases. */
export function cellNames(dimensions: readonly Dimension[]): readonly string[] {
  return product(dimensions.map(({ codes, total }) => [...codes, total])).map((at) => at.join('\t'))
}

function equations(
  { dimensions, counts }: SeenTable,
  variable: ReadonlyMap<string, string>,
): readonly string[] {
  return cellNames(dimensions).flatMap((name) => {
    const at = name.split('\t')
    return dimensions.flatMap((dimension, axis) => {
      const children = childrenOf(dimension, at[axis] ?? '')
      if (children.length === 0) return []
      let known = 0
      const terms: string[] = []
      const put = (cell: string, sign: 1 | -1): void => {
        const count = counts.get(cell) ?? null
        if (count === null) terms.push(`${sign > 0 ? '+' : '-'} ${variable.get(cell) ?? ''}`)
        else known += sign * count
      }
      put(name, 1)
      for (const child of children) put(at.with(axis, child).join('\t'), -1)
      if (terms.length === 0 && known !== 0) throw new Error(`the published sum at ${at.join(', ')} is wrong`)
      return terms.length === 0 ? [] : [`${terms.join(' ')} = ${String(-known)}`]
    })
  })
}

/** What an attacker finds out about one hidden cell: the least and the most, Infinity where nothing bounds it. */
export function boundsFor(seen: SeenTable, attacker: 'a' | 'b', cell: string): readonly [number, number] {
  const hidden = [...seen.counts].filter(([, count]) => count === null).map(([name]) => name)
  const variable = new Map(hidden.map((name, index) => [name, `x${String(index)}`]))
  const rows = equations(seen, variable).map((row, index) => `r${String(index)}: ${row}`)
  const bounds = (attacker === 'b' ? hidden : []).flatMap((name) => {
    const [low, high] = seen.known?.get(name) ?? (seen.primary.has(name) ? [1, seen.k - 1] : [0, Infinity])
    return `${String(low)} <= ${variable.get(name) ?? ''}${high === Infinity ? '' : ` <= ${String(high)}`}`
  })
  const solve = (sense: 'Minimize' | 'Maximize'): number => {
    const text = `${sense}\nobj: ${variable.get(cell) ?? ''}\nSubject To\n${rows.join('\n')}\nBounds\n${bounds.join('\n')}\nEnd`
    const { Status, ObjectiveValue } = highs.solve(text, { output_flag: false })
    if (Status === 'Optimal') return ObjectiveValue
    if (sense === 'Maximize' && Status.toLowerCase().includes('unbounded')) return Infinity
    throw new Error(`an attacker's program ended as ${Status}`)
  }
  return [solve('Minimize'), solve('Maximize')]
}

/** Primary cells that an attacker is left too little about: A less than k wide, B fewer than five values (or all there are). */
export function exposed(seen: SeenTable): readonly string[] {
  const least = Math.min(5, seen.k - 1)
  return [...seen.primary].filter((cell) => {
    if (seen.counts.get(cell) !== null) return true
    const [low, high] = boundsFor(seen, 'a', cell)
    const [lowB, highB] = boundsFor(seen, 'b', cell)
    const values = Math.floor(highB + 1e-6) - Math.ceil(lowB - 1e-6) + 1
    return high - low < seen.k - 1e-6 || values < least
  })
}
