/**
 * Protects a table of counts: hides what must be and little besides, and proves for each hidden quantity what attackers are
 * left with.
 */
import type { Scene } from './attack.ts'
import type { Effort } from './cover.ts'
import { demandsOf } from './demands.ts'
import { fallenCell, stillUnknown, supposedWorld } from './past.ts'
import { fewest } from './fewest.ts'
import type { Solver } from './program.ts'
import { proverOf, type Prover } from './prover.ts'
import { countsOf, nodesOf, type Shape } from './shape.ts'
import {
  hiddenBeside,
  protectionFor,
  type Demand,
  type Grown,
  type Layer,
  type Protection,
  type Status,
  type World,
} from './stack.ts'
import { widen } from './widen.ts'
import type { Attacker, Proof } from './witnesses.ts'

/** A table that is asked for: counts of its inner cells in their order, and earlier releases, oldest first. */
export type Request = {
  readonly shape: Shape
  readonly inner: Int32Array
  readonly k: number
  /** The threshold of the wider tier in which the same table may leave too. */
  readonly above?: number
  readonly earlier: readonly Layer[]
}

/** Possible truths, and which of them prove what. */
export type Evidence = { readonly worlds: readonly World[]; readonly proofs: readonly Proof[] }

export type Protected = {
  readonly released: true
  readonly layer: Layer & { readonly statuses: readonly Status[] }
  readonly evidence: Evidence
  /** What of earlier releases was unknown before this one, and still is. */
  readonly standing: readonly Demand[]
}

/**
 * `unprotectable`: an attacker would be left too little about the quantity, whatever else is hidden. `fallen`: a count is lower
 * than in an earlier release, so that nothing can be promised. `contradiction`: no truth agrees with the earlier releases.
 */
export type Refused = {
  readonly released: false
  readonly why: 'unprotectable' | 'fallen' | 'contradiction'
  readonly demand: Demand | null
  readonly attacker: Attacker | null
}

/** The search's work, in looks at candidates: the same on every machine. */
const EFFORT: Effort = { looks: 12_000_000, times: 300 }

/** Times that further cells are hidden for demands that no move meets. */
const WIDENINGS = 8

/** Tables of which the fewest hidden cells are looked for, and how long. */
const FEWEST = { cells: 150, nodes: 2_000, seconds: 3, margin: 0.001 }

/** By how much a margin is worth more to its readers than an inner cell, for each axis that is summed over. */
const MARGIN = 0.1

/** By how much the total of everything is worth more besides: never as much as one more hidden cell. */
const TOTAL = 0.4

/** Protects a table, or says why it cannot leave. Throws SolverError. */
export async function protect(
  request: Request,
  solver: Solver,
  effort = EFFORT,
): Promise<Protected | Refused> {
  const { shape, inner, k, above = k, earlier } = request
  const protection = protectionFor(k, above)
  const counts = countsOf(shape, inner)
  const fallen = fallenCell(counts, earlier)
  if (fallen !== null) return { released: false, why: 'fallen', demand: fallen, attacker: null }
  const past = await supposedWorld(shape, earlier, inner, k, solver)
  if (past === null) return { released: false, why: 'contradiction', demand: null, attacker: null }
  const standing = await stillUnknown(shape, earlier, past, k, solver)
  const { statuses: primary, grown, demands: fresh } = demandsOf(shape, counts, earlier, k)
  const demands = [...fresh, ...standing]
  const known: Known = { counts, primary, grown, demands, protection }
  const hidden = new Set(primary.flatMap((status, cell) => (status === 'published' ? [] : [cell])))
  const layer = () => layerOf(known, hidden)
  const scene = (): Scene => ({
    shape,
    layers: [...earlier, layer()],
    world: [...past, inner],
    protection,
  })
  const price = (cell: number): number =>
    (counts[cell] ?? 0) === 0 || hidden.has(cell)
      ? 0
      : 1 + MARGIN * marginsOf(shape, cell) + (cell === shape.cells - 1 ? TOTAL : 0)
  const hide = (cells: readonly number[]): boolean => {
    const before = hidden.size
    for (const cell of cells) hidden.add(cell)
    return hidden.size > before
  }

  const prover = proverOf(scene(), demands, solver)
  await prover.seek(scene())
  hide(prover.search(scene(), price, effort))
  for (let round = 0; ; round++) {
    await prover.seek(scene())
    const [first] = prover.open()
    if (first === undefined) break
    let news = false
    for (const { demand, attacker } of round < WIDENINGS ? prover.open() : []) {
      const further = await widen(scene(), counts, demand, attacker, price, solver)
      if (further === null) return { released: false, why: 'unprotectable', demand, attacker }
      news = hide(further) || news
    }
    if (!news) return { released: false, why: 'unprotectable', ...first }
  }
  const least = await withFewest(request, known, hidden, prover, solver)
  return {
    released: true,
    layer: layerOf(known, least.hidden),
    evidence: evidenceOf(least.prover, demands),
    standing,
  }
}

type Known = {
  readonly counts: Int32Array
  readonly primary: readonly Status[]
  readonly grown: Grown
  readonly demands: readonly Demand[]
  readonly protection: Protection
}

/** The same with the fewest cells hidden, where the table is small and stands alone. */
async function withFewest(
  { shape, inner, earlier }: Request,
  known: Known,
  hidden: ReadonlySet<number>,
  prover: Prover,
  solver: Solver,
): Promise<{ readonly hidden: ReadonlySet<number>; readonly prover: Prover }> {
  const { counts, primary, demands, protection } = known
  const base = new Set(primary.flatMap((status, cell) => (status === 'published' ? [] : [cell])))
  if (earlier.length > 0 || shape.cells > FEWEST.cells || hidden.size === base.size) return { hidden, prover }
  let last = prover
  const cells = await fewest(
    {
      shape,
      counts,
      hidden: base,
      worth: (cell) => (cell === shape.cells - 1 ? TOTAL : FEWEST.margin * marginsOf(shape, cell)),
      scene: (further) => ({
        shape,
        layers: [layerOf(known, new Set([...base, ...further]))],
        world: [inner],
        protection,
      }),
      prover: (scene) => (last = proverOf(scene, demands, solver)),
      atMost: hidden.size - base.size,
      limits: FEWEST,
    },
    solver,
  )
  return cells === null ? { hidden, prover } : { hidden: new Set([...base, ...cells]), prover: last }
}

function evidenceOf({ witnesses }: Prover, demands: readonly Demand[]): Evidence {
  const proofs = demands.flatMap((_, at) =>
    (['a', 'b'] as const).flatMap((attacker) => witnesses.proof(at, attacker) ?? []),
  )
  return { worlds: witnesses.worlds, proofs }
}

function marginsOf(shape: Shape, cell: number): number {
  return nodesOf(shape, cell).filter((node, index) => shape.axes[index]?.leaves.includes(node) !== true)
    .length
}

function layerOf({ counts, primary, grown, protection }: Known, hidden: ReadonlySet<number>) {
  return {
    published: Array.from(counts, (count, cell) => (hidden.has(cell) ? null : count)),
    statuses: primary.map((status, cell) =>
      status === 'published' && hidden.has(cell) ? hiddenBeside(counts[cell] ?? 0, protection.above) : status,
    ),
    grown,
  }
}
