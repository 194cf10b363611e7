/** Prepares a release: counts, climbs down the ladder from fine to coarse until enough can leave, and tells it. */
import { shapeOf } from '../../domain/disclosure/shape.ts'
import {
  count,
  ladderOf,
  nameOf,
  TABLES,
  type Counted,
  type Ladder,
  type LadderRung,
  type TableId,
} from '../../domain/releases/count.ts'
import { THRESHOLDS, type Period, type Tier } from '../../domain/releases/definitions.ts'
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
  const { definition, period, tier, caseload, earlier } = asked
  const tables: readonly TableId[] = TABLES[definition]
  /** Of each of the tables the first rung of a part of its ladder that leaves enough. */
  const climb = async (part: keyof Ladder, which = tables): Promise<readonly Kept[]> => {
    const kept: Kept[] = []
    for (const table of which) {
      const one = await firstEnough(asked, table, ladderOf(table)[part], rungs, worker)
      if (one !== null) kept.push(one)
    }
    return kept
  }
  /** With the number of people alone of the tables that are not there. */
  const withTotals = async (
    kept: readonly Kept[],
    part: 'total' | 'pooledTotal',
  ): Promise<readonly Kept[]> => {
    const isThere = (table: TableId): boolean => kept.some((one) => one.table === table)
    const totals = await climb(
      part,
      tables.filter((table) => !isThere(table)),
    )
    return tables.flatMap((table) => [...kept, ...totals].filter((one) => one.table === table))
  }
  const hasPeople = (table: TableId, years: 1 | 3): boolean =>
    count(caseload.people, table, { axes: ['everybody'], years }, pooled(period, years)).people > 0
  /** A table in which nobody is counted lacks nothing. */
  const isWhole = (kept: readonly Kept[], years: 1 | 3): boolean =>
    kept.length === tables.filter((table) => hasPeople(table, years)).length
  const content = async (): Promise<readonly Kept[]> => {
    const year = await climb('year')
    if (year.length > 0 && isWhole(year, 1)) return year
    const span = pooled(period, 3)
    const mayPool = earlier.every((one) => !overlaps(one.period, span) || isOtherTierOf(one, tier, span))
    const three = mayPool ? await climb('pooled') : []
    if (three.length > 0 && isWhole(three, 3)) return three
    const rest = await withTotals(year, 'total')
    return rest.length > 0 || !mayPool ? rest : withTotals(three, 'pooledTotal')
  }
  const best = await content()
  if (best.length === 0) {
    const nobody = tables.every((table) => !hasPeople(table, 1))
    return { ok: false, why: nobody ? 'empty' : 'unprotectable', rungs }
  }
  return compose(
    asked,
    best,
    rungs.map((rung) => judged(rung, best)),
  )
}

/** What came of a rung in the end: one that left enough is not taken where another table of the release has none such. */
function judged(rung: Rung, best: readonly Kept[]): Rung {
  const isKept = best.some(({ table, rung: one }) => table === rung.table && nameOf(one) === nameOf(rung))
  return rung.result === 'taken' && !isKept ? { ...rung, result: 'enough-alone' } : rung
}

/**
 * The first rung on which enough is left; null when there is none. No rung is held against a coarser one: that a coarser one would
 * have left less says how much its sums of hidden cells are.
 */
async function firstEnough(
  { period, tier, caseload, earlier, signal, onRung }: Preparation,
  table: TableId,
  ladder: readonly LadderRung[],
  rungs: Rung[],
  worker: Worker,
): Promise<Kept | null> {
  for (const rung of ladder) {
    const name = `${table}:${nameOf(rung)}`
    await onRung(name)
    signal.throwIfAborted()
    const span = pooled(period, rung.years)
    const counted = count(caseload.people, table, rung, span)
    if (counted.people === 0) return null
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
    const content = { table, rung, counted, protectedTable: found, share: shareTold(counted, found) }
    if (!standsTogether(documentTable(content), { tier, period: span, earlier })) {
      rungs.push({ ...rung, table, result: 'tells-more-together' })
      continue
    }
    const isEnough = content.share >= ENOUGH
    rungs.push({ ...rung, table, result: isEnough ? 'taken' : 'too-little' })
    if (isEnough) return content
  }
  return null
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
      if (!isOtherTierOf(one, tier, period)) return false
      // Quartiles that left in the public release would narrow the bands that this one hides.
      if (tier === 'restricted' && quartilesIn(one, table.name) !== null && !mayHaveQuartiles(table))
        return false
      const other = one.tables.find(({ name }) => name === table.name)
      if (other === undefined) return true
      const [open, restricted] = tier === 'public' ? [table, other] : [other, table]
      return tellsNoMore(plain(open), plain(restricted))
    })
}

function isOtherTierOf(one: Preparation['earlier'][number], tier: Tier, { first, last }: Period): boolean {
  return one.tier !== tier && one.period.first === first && one.period.last === last
}

function plain({ dimensions, cells }: DocumentTable) {
  return { dimensions: dimensions.map(({ name, total }) => ({ name, total: total.code })), cells }
}

/**
 * Of all people in a table, the share who stand in a published inner cell, by what is published alone: 0 where the total is hidden.
 * That it is enough then says nothing of hidden cells that the published ones do not.
 */
function shareTold({ dimensions }: Counted, { published }: ProtectedTable): number {
  const total = published.at(-1) ?? null
  if (total === null) return 0
  return shapeOf(dimensions).inner.reduce((sum, cell) => sum + (published[cell] ?? 0), 0) / total
}
