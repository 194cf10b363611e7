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
  const climb = async (table: TableId, ladder: readonly LadderRung[]) =>
    bestRung(asked, table, ladder, rungs, worker)
  const climbAll = async (part: keyof Ladder) => {
    const kept: Kept[] = []
    for (const table of tables) kept.push(...(await climb(table, ladderOf(table)[part])))
    return kept
  }
  const isEnough = (kept: readonly Kept[]): boolean =>
    kept.length === tables.length && kept.every(({ share }) => share >= ENOUGH)
  const content = async (): Promise<readonly Kept[]> => {
    const year = await climbAll('year')
    if (isEnough(year)) return year
    const span = pooled(period, 3)
    const mayPool = earlier.every((one) => !overlaps(one.period, span) || isOtherTierOf(one, tier, span))
    const three = mayPool ? await climbAll('pooled') : []
    if (isEnough(three)) return three
    // Of the year what there is, and of a table that would say next to nothing the number of people alone.
    const rest: Kept[] = []
    for (const table of tables) {
      const one = year.filter((kept) => kept.table === table)
      const alone = one.some(({ share }) => share > 0) ? [] : await climb(table, ladderOf(table).total)
      rest.push(...(alone.length > 0 ? alone : one))
    }
    return rest.length === 0 || toldBy(three) > toldBy(rest) ? three : rest
  }
  const best = await content()
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

/** How much is told of who the people are: their number alone tells nothing of it. */
function toldBy(kept: readonly Kept[]): number {
  return kept.reduce((sum, { rung, share }) => (rung.axes.includes('everybody') ? sum : sum + share), 0)
}

/** The first rung on which enough is left, else the one on which most is; none where no number could leave. */
async function bestRung(
  { period, tier, caseload, earlier, signal, onRung }: Preparation,
  table: TableId,
  ladder: readonly LadderRung[],
  rungs: Rung[],
  worker: Worker,
): Promise<readonly Kept[]> {
  let best: readonly Kept[] = []
  for (const rung of ladder) {
    const name = `${table}:${nameOf(rung)}`
    await onRung(name)
    signal.throwIfAborted()
    const span = pooled(period, rung.years)
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
    const content = { table, rung, counted, protectedTable: found, share: shareTold(counted, found) }
    if (!standsTogether(documentTable(content), { tier, period: span, earlier })) {
      rungs.push({ ...rung, table, result: 'tells-more-together' })
      continue
    }
    const isEnough = content.share >= ENOUGH
    rungs.push({ ...rung, table, result: isEnough ? 'taken' : 'too-little' })
    if (isEnough) return [content]
    // Zeros alone are no release: the period would be spent on them.
    const isNews = found.published.some((shown) => shown !== null && shown > 0)
    if (isNews && best.every(({ share }) => content.share > share)) best = [content]
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
 * Which rung is taken then says nothing of its hidden cells that its published ones do not.
 */
function shareTold({ dimensions }: Counted, { published }: ProtectedTable): number {
  const total = published.at(-1) ?? null
  if (total === null) return 0
  return shapeOf(dimensions).inner.reduce((sum, cell) => sum + (published[cell] ?? 0), 0) / total
}
