/** Prepares a release: counts, climbs down the ladder from fine to coarse until enough can leave, and tells it. */
import { shapeOf } from '../../domain/disclosure/shape.ts'
import { count, ladderOf, nameOf, TABLES, type Counted, type TableId } from '../../domain/releases/count.ts'
import { THRESHOLDS } from '../../domain/releases/definitions.ts'
import type { DocumentTable } from '../../domain/releases/document.ts'
import { overlaps, pooled } from '../../domain/releases/periods.ts'
import type { Prepared, Rung } from '../../domain/releases/prepared.ts'
import { mayHaveQuartiles } from '../../domain/releases/quartiles.ts'
import { tellsNoMore } from '../../domain/releases/together.ts'
import { protectApart, ProtectionFailed, WORKER, type ProtectedTable, type Worker } from './protect-apart.ts'
import { compose, documentTable, quartilesIn, type Asked, type Kept } from './tell.ts'

export type Preparation = Asked & {
  readonly signal: AbortSignal
  readonly onRung: (rung: string) => Promise<void>
}

/** What must be left for a rung to be taken: of all people, those who stand in a published inner cell. */
const ENOUGH = 0.6

/** Prepares a release. What fails on the way is told as `failed`: nothing leaves. Throws when `signal` ends it. */
export async function prepareRelease(asked: Preparation, worker: Worker = WORKER): Promise<Prepared> {
  const rungs: Rung[] = []
  try {
    return await prepared(asked, rungs, worker)
  } catch (error) {
    asked.signal.throwIfAborted()
    if (error instanceof ProtectionFailed) return { ok: false, why: 'failed', rungs }
    throw error
  }
}

async function prepared(asked: Preparation, rungs: Rung[], worker: Worker): Promise<Prepared> {
  const { definition, period, caseload, earlier } = asked
  const tables: readonly TableId[] = TABLES[definition]
  const three = pooled(period, 3)
  const mayPool = !earlier.some((one) => overlaps(one.period, three))
  let best: readonly Kept[] = []
  for (const years of mayPool ? ([1, 3] as const) : ([1] as const)) {
    const kept: Kept[] = []
    for (const table of tables) {
      const one = await bestRung(asked, table, years, rungs, worker)
      if (one !== null) kept.push(one)
    }
    if (shareOf(kept) > shareOf(best) || best.length === 0) best = kept
    if (kept.length === tables.length && kept.every(({ share }) => share >= ENOUGH)) break
  }
  if (best.length === 0) {
    const nobody = tables.every(
      (table) => count(caseload.people, table, { axes: ['everybody'], years: 1 }, period).people === 0,
    )
    return { ok: false, why: nobody ? 'empty' : 'unprotectable', rungs }
  }
  return compose(
    asked,
    best,
    rungs.map((rung) => judged(rung, best)),
  )
}

/** What came of a rung in the end: one with too little is taken where none leaves more, one with enough only beside the others. */
function judged(rung: Rung, best: readonly Kept[]): Rung {
  if (rung.result !== 'too-little' && rung.result !== 'taken') return rung
  const kept = best.find(({ table, rung: one }) => table === rung.table && nameOf(one) === nameOf(rung))
  if (kept === undefined) return { ...rung, result: 'too-little' }
  return { ...rung, result: kept.share >= ENOUGH ? 'taken' : 'most' }
}

function shareOf(kept: readonly Kept[]): number {
  return kept.reduce((sum, { share }) => sum + share, 0)
}

/** The first rung on which enough is left, else the one on which most is. Null when nothing can be protected or counted. */
async function bestRung(
  { period, tier, caseload, earlier, signal, onRung }: Preparation,
  table: TableId,
  years: 1 | 3,
  rungs: Rung[],
  worker: Worker,
): Promise<Kept | null> {
  let best: Kept | null = null
  for (const rung of ladderOf(table, true).filter((one) => one.years === years)) {
    const name = `${table}:${nameOf(rung)}`
    await onRung(name)
    signal.throwIfAborted()
    const span = pooled(period, years)
    const counted = count(caseload.people, table, rung, span)
    if (counted.people === 0) return best
    if (rung.axes.length > 1 && shareAtMost(counted, THRESHOLDS[tier]) < ENOUGH) {
      rungs.push({ ...rung, table, result: 'too-little' })
      continue
    }
    const found = await protectApart(
      { ...counted, k: THRESHOLDS[tier], above: THRESHOLDS.public },
      signal,
      worker,
    )
    if (found === null) {
      rungs.push({ ...rung, table, result: 'unprotectable' })
      continue
    }
    const content = { table, rung, counted, protectedTable: found, share: shareShown(counted, found) }
    if (!standsTogether(documentTable(content), { tier, period: span, earlier })) {
      rungs.push({ ...rung, table, result: 'tells-more-together' })
      continue
    }
    const isEnough = content.share >= ENOUGH
    rungs.push({ ...rung, table, result: isEnough ? 'taken' : 'too-little' })
    if (isEnough) return content
    if (best === null || content.share > best.share) best = content
  }
  return best
}

/** The share of people that would be left if nothing but small cells were hidden: known before any work. */
function shareAtMost({ inner, people }: Counted, k: number): number {
  return inner.reduce((sum, count) => (count < k ? sum : sum + count), 0) / people
}

/** Whether a table tells no more beside what left of the same definition: once a period and tier, public within restricted. */
function standsTogether(
  table: DocumentTable,
  { tier, period, earlier }: Pick<Preparation, 'tier' | 'period' | 'earlier'>,
): boolean {
  return earlier
    .filter((one) => overlaps(one.period, period))
    .every((one) => {
      if (one.tier === tier || one.period.first !== period.first || one.period.last !== period.last)
        return false
      // Quartiles that left in the public release would narrow the bands that this one hides.
      if (tier === 'restricted' && quartilesIn(one, table.name) !== null && !mayHaveQuartiles(table))
        return false
      const other = one.tables.find(({ name }) => name === table.name)
      if (other === undefined) return true
      const [open, restricted] = tier === 'public' ? [table, other] : [other, table]
      return tellsNoMore(plain(open), plain(restricted))
    })
}

function plain({ dimensions, cells }: DocumentTable) {
  return { dimensions: dimensions.map(({ name, total }) => ({ name, total: total.code })), cells }
}

/** Of all people in a table, the share who stand in a published inner cell: the truth, by which rungs are compared. */
function shareShown({ inner, dimensions, people }: Counted, { published }: ProtectedTable): number {
  const shown = shapeOf(dimensions).inner.reduce(
    (sum, cell, number) => (published[cell] === null ? sum : sum + (inner[number] ?? 0)),
    0,
  )
  return shown / people
}
