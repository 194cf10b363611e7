/**
 * The shape of a table of counts: some dimensions, each a tree of codes under a total. A cell is one node of every tree; its
 * count is the sum of the inner cells below it. Cells are numbered over the full product of nodes, row-major in the order in
 * which dimensions and codes were given, each total after its codes.
 */

/** `codes`: leaves and parents. `parents`: the parent of a code; a code without one hangs under the total. */
export type Dimension = {
  readonly name: string
  readonly codes: readonly string[]
  readonly total: string
  readonly parents?: Readonly<Record<string, string>> | undefined
  /** Whoever knows that all of a total have one code of it has learned something about each of them. */
  readonly sensitive?: boolean | undefined
}

/** One dimension. Nodes are numbered as their codes, the total last; leaves are numbered among themselves. */
export type Axis = {
  readonly nodes: readonly string[]
  /** Node of each leaf. */
  readonly leaves: readonly number[]
  /** Leaves below each node, itself for a leaf. */
  readonly under: readonly (readonly number[])[]
  /** Nodes above each leaf, itself and the total included. */
  readonly above: readonly (readonly number[])[]
  /** What one step along this axis adds to the number of a cell. */
  readonly stride: number
  readonly sensitive: boolean
}

export type Shape = {
  readonly axes: readonly Axis[]
  readonly cells: number
  /** Inner cells: a leaf of every axis. */
  readonly inner: readonly number[]
  /** The number among the inner cells; −1 for a margin. */
  readonly innerAt: Int32Array
}

/** Cells of a table at most: whoever asks for more is told so, before memory is. */
export const CELLS_AT_MOST = 100_000

/** What is wrong with the dimensions of a table, and where. */
export type ShapeProblem = { readonly at: string; readonly problem: string }

/** What is wrong with dimensions; null when nothing is. Codes may be any text; they are compared exactly. */
export function shapeProblem(dimensions: readonly Dimension[]): ShapeProblem | null {
  if (dimensions.length === 0) return { at: 'dimensions', problem: 'must name one dimension or more' }
  const names = new Set<string>()
  let cells = 1
  for (const [index, dimension] of dimensions.entries()) {
    const at = `dimensions[${String(index)}]`
    if (names.has(dimension.name)) return { at: `${at}.name`, problem: `is named twice: ${dimension.name}` }
    names.add(dimension.name)
    const problem = axisProblem(dimension)
    if (problem !== null) return { at: `${at}.${problem.at}`, problem: problem.problem }
    cells *= dimension.codes.length + 1
  }
  return cells > CELLS_AT_MOST
    ? { at: 'dimensions', problem: `span ${String(cells)} cells; ${String(CELLS_AT_MOST)} at most` }
    : null
}

function axisProblem({ codes, total, parents = {} }: Dimension): ShapeProblem | null {
  if (codes.length === 0) return { at: 'codes', problem: 'must hold one code or more' }
  const known = new Set<string>()
  for (const [index, code] of codes.entries()) {
    const at = `codes[${String(index)}]`
    if (known.has(code)) return { at, problem: `is there twice: ${code}` }
    if (code === total) return { at, problem: `is the total too: ${code}` }
    known.add(code)
  }
  for (const [child, parent] of Object.entries(parents)) {
    if (!known.has(child)) return { at: 'parents', problem: `names a code that is not there: ${child}` }
    // A code without a parent hangs under the total; to say so is no mistake.
    if (parent === total) continue
    if (!known.has(parent)) return { at: 'parents', problem: `names a parent that is not there: ${parent}` }
    const seen = new Set([child])
    for (let above: string | undefined = parent; above !== undefined; above = parentOf(parents, above)) {
      if (seen.has(above)) return { at: 'parents', problem: `lead in a circle at ${above}` }
      seen.add(above)
    }
  }
  return null
}

/** Own properties alone: a code may be called `constructor`. */
function parentOf(parents: Readonly<Record<string, string>>, code: string): string | undefined {
  return Object.hasOwn(parents, code) ? parents[code] : undefined
}

/** The shape of dimensions in which `shapeProblem` finds nothing. */
export function shapeOf(dimensions: readonly Dimension[]): Shape {
  const sizes = dimensions.map(({ codes }) => codes.length + 1)
  const axes = dimensions.map((dimension, index) =>
    axisOf(
      dimension,
      sizes.slice(index + 1).reduce((product, size) => product * size, 1),
    ),
  )
  const cells = sizes.reduce((product, size) => product * size, 1)
  const inner = axes.reduce<readonly number[]>(
    (found, { leaves, stride }) => found.flatMap((cell) => leaves.map((leaf) => cell + leaf * stride)),
    [0],
  )
  const innerAt = new Int32Array(cells).fill(-1)
  for (const [number, cell] of inner.entries()) innerAt[cell] = number
  return { axes, cells, inner, innerAt }
}

function axisOf({ codes, total, parents = {}, sensitive = false }: Dimension, stride: number): Axis {
  const nodes = [...codes, total]
  const hasChildren = new Set(Object.values(parents))
  const leaves = codes.flatMap((code, node) => (hasChildren.has(code) ? [] : [node]))
  const above = leaves.map((leaf) => {
    const chain: number[] = []
    for (let code = codes[leaf]; code !== undefined && code !== total; code = parentOf(parents, code)) {
      chain.push(codes.indexOf(code))
    }
    return [...chain, codes.length]
  })
  const under = nodes.map((_, node) =>
    above.flatMap((chain, position) => (chain.includes(node) ? [position] : [])),
  )
  return { nodes, leaves, under, above, stride, sensitive }
}

/** The node of each axis at which a cell is. */
export function nodesOf(shape: Shape, cell: number): readonly number[] {
  return shape.axes.map(({ nodes, stride }) => Math.floor(cell / stride) % nodes.length)
}

/** The code of each axis at which a cell is. */
export function codesOf(shape: Shape, cell: number): readonly string[] {
  return nodesOf(shape, cell).map((node, index) => shape.axes[index]?.nodes[node] ?? '')
}

/** Inner cells below a cell, by their numbers among the inner cells. */
export function innerBelow(shape: Shape, cell: number): readonly number[] {
  return nodesOf(shape, cell).reduce<readonly number[]>(
    (found, node, index) => {
      const axis = shape.axes[index]
      return found.flatMap((number) =>
        (axis?.under[node] ?? []).map((leaf) => number * (axis?.leaves.length ?? 0) + leaf),
      )
    },
    [0],
  )
}

/** The counts of all cells, from those of the inner ones in their order. */
export function countsOf(shape: Shape, inner: ArrayLike<number>): Int32Array {
  const counts = new Int32Array(shape.cells)
  const last = shape.axes.length
  const add = (axis: number, cell: number, rest: number, count: number): void => {
    const here = shape.axes[axis]
    if (axis === last || here === undefined) {
      counts[cell] = (counts[cell] ?? 0) + count
      return
    }
    const size = shape.axes.slice(axis + 1).reduce((product, { leaves }) => product * leaves.length, 1)
    for (const node of here.above[Math.floor(rest / size)] ?? []) {
      add(axis + 1, cell + node * here.stride, rest % size, count)
    }
  }
  for (let number = 0; number < inner.length; number++) {
    const count = inner[number] ?? 0
    if (count !== 0) add(0, 0, number, count)
  }
  return counts
}
