/** Prepares a release: counts, climbs down the ladder from fine to coarse until enough can leave, and tells it. */
import { asOf, overlaps, pooled } from '../../domain/releases/periods.ts'
import { ALL } from '../../domain/releases/axes.ts'
import {
  count,
  daysTo,
  ladderOf,
  nameOf,
  TABLES,
  type Counted,
  type LadderRung,
  type TableId,
} from '../../domain/releases/count.ts'
import {
  DEFINITIONS,
  THRESHOLDS,
  type DefinitionId,
  type Period,
  type Tier,
} from '../../domain/releases/definitions.ts'
import type { DocumentQuartiles, DocumentTable, Words } from '../../domain/releases/document.ts'
import type { Caseload } from '../../domain/releases/people.ts'
import type { Defence, Prepared, Rung, TableReport, Utility } from '../../domain/releases/prepared.ts'
import { quartilesOf } from '../../domain/releases/quartiles.ts'
import { tellsNoMore } from '../../domain/releases/together.ts'
import { codesOf, shapeOf } from '../../domain/disclosure/shape.ts'
import { codeWords, documentDimension, inAll, axisWords, tableWords, titleOf } from './content-words.ts'
import { protectApart, ProtectionFailed, WORKER, type ProtectedTable, type Worker } from './protect-apart.ts'

/** A release of the same definition that left before. */
export type EarlierRelease = {
  readonly tier: Tier
  readonly period: Period
  readonly tables: readonly DocumentTable[]
}

export type Preparation = {
  readonly definition: DefinitionId
  readonly period: Period
  readonly tier: Tier
  readonly caseload: Caseload
  readonly earlier: readonly EarlierRelease[]
  readonly signal: AbortSignal
  readonly onRung: (rung: string) => Promise<void>
}

/** What must be left for a rung to be taken: of all people, those who stand in a published inner cell. */
const ENOUGH = 0.6

const LICENCES = {
  public: 'CC BY 4.0',
  restricted: 'By agreement with the named recipient alone; not to be passed on',
} as const satisfies Record<Tier, string>

type Kept = {
  readonly table: TableId
  readonly rung: LadderRung
  readonly counted: Counted
  readonly protectedTable: ProtectedTable
  readonly utility: Utility
}

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
    if (kept.length === tables.length && kept.every(({ utility }) => utility.people >= ENOUGH)) break
  }
  if (best.length === 0) {
    const nobody = tables.every(
      (table) => count(caseload.people, table, { axes: ['everybody'], years: 1 }, period).people === 0,
    )
    return { ok: false, why: nobody ? 'empty' : 'unprotectable', rungs }
  }
  return compose(asked, best, rungs)
}

function shareOf(kept: readonly Kept[]): number {
  return kept.reduce((sum, { utility }) => sum + utility.people, 0)
}

/** The first rung on which enough is left, else the one on which most is. Null when nothing can be protected or counted. */
async function bestRung(
  { definition, period, tier, caseload, earlier, signal, onRung }: Preparation,
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
    const found = await protectApart({ ...counted, k: THRESHOLDS[tier] }, signal, worker)
    if (found === null) {
      rungs.push({ rung: name, result: 'unprotectable' })
      continue
    }
    const content = { table, rung, counted, protectedTable: found, utility: utilityOf(counted, found) }
    if (!standsTogether(documentTable(content), { tier, period: span, earlier, definition })) {
      rungs.push({ rung: name, result: 'tells-more-together' })
      continue
    }
    const isEnough = content.utility.people >= ENOUGH
    rungs.push({ rung: name, result: isEnough ? 'taken' : 'too-little' })
    if (isEnough) return content
    if (best === null || content.utility.people > best.utility.people) best = content
  }
  return best
}

/** Whether a table tells no more beside what left of the same definition: once a period and tier, public within restricted. */
function standsTogether(
  table: DocumentTable,
  {
    tier,
    period,
    earlier,
  }: Pick<Preparation, 'tier' | 'period' | 'earlier' | 'definition'>,
): boolean {
  return earlier
    .filter((one) => overlaps(one.period, period))
    .every((one) => {
      if (one.tier === tier || one.period.first !== period.first || one.period.last !== period.last) return false
      const other = one.tables.find(({ name }) => name === table.name)
      if (other === undefined) return true
      const [open, restricted] = tier === 'public' ? [table, other] : [other, table]
      return tellsNoMore(plain(open), plain(restricted))
    })
}

function plain({ dimensions, cells }: DocumentTable) {
  return {
    dimensions: dimensions.map(({ name, codes, total, parents }) => ({
      name,
      codes: codes.map(({ code }) => code),
      total: total.code,
      parents,
    })),
    cells,
  }
}

function utilityOf({ inner, dimensions, people }: Counted, { published, statuses }: ProtectedTable): Utility {
  const shape = shapeOf(dimensions)
  const shown = published.filter((cell) => cell !== null).length
  const others = statuses.filter((status) => status === 'published' || status === 'complementary').length
  const counted = shape.inner.reduce(
    (sum, cell, number) => (published[cell] === null ? sum : sum + (inner[number] ?? 0)),
    0,
  )
  return { cells: shown / shape.cells, others: others === 0 ? 1 : shown / others, people: counted / people }
}

function documentTable({ table, rung, counted, protectedTable }: Omit<Kept, 'utility'>): DocumentTable {
  const shape = shapeOf(counted.dimensions)
  const dimensions = rung.axes.map(documentDimension)
  const cells = protectedTable.published
    .map((shown, cell) => ({ at: codesOf(shape, cell), count: shown }))
    // A table of a total alone names nothing but the total.
    .filter(({ at }) => !rung.axes.includes('everybody') || at.every((code) => code === ALL))
  return { name: table, ...tableWords(table), dimensions, cells }
}

function compose(asked: Preparation, kept: readonly Kept[], rungs: readonly Rung[]): Prepared {
  const { definition, tier, period, caseload } = asked
  const k = THRESHOLDS[tier]
  const span = pooled(period, Math.max(...kept.map(({ rung }) => rung.years)))
  const tables = kept.map(documentTable)
  const quartiles = kept.flatMap((one) => quartilesFor(one.table, asked, span, k))
  const reports = kept.map(
    ({ table, protectedTable, utility, rung }): TableReport => ({
      table,
      statuses: rung.axes.includes('everybody')
        ? protectedTable.statuses.slice(-1)
        : protectedTable.statuses,
      utility,
      attack: {
        demands: protectedTable.demands,
        certificates: protectedTable.certificates,
        earlier: asked.earlier.filter((one) => overlaps(one.period, span)).length,
      },
    }),
  )
  const defence: Defence = {
    people: Math.max(...kept.map(({ counted }) => counted.people)),
    withoutBasis: caseload.withoutBasis,
    tables: kept.map(({ table, counted }) => {
      const shape = shapeOf(counted.dimensions)
      return {
        table,
        cells: shape.inner.map((cell, number) => ({
          at: codesOf(shape, cell),
          count: counted.inner[number] ?? 0,
        })),
      }
    }),
  }
  return {
    ok: true,
    body: {
      definition,
      version: DEFINITIONS[definition].version,
      title: titleOf(definition),
      narrative: tables.flatMap((table) => narrativeOf(table, k)).concat(quartileWords(quartiles, kept, tables)),
      tier,
      k,
      period: span,
      cutOff: asOf(definition, span),
      coarsened: kept.flatMap(({ rung, table }) => coarsenedWords(rung, table)),
      licence: LICENCES[tier],
      tables,
      quartiles,
    },
    tables: reports,
    rungs,
    defence,
  }
}

function quartilesFor(
  table: TableId,
  { caseload }: Preparation,
  span: Period,
  k: number,
): readonly DocumentQuartiles[] {
  if (table !== 'to-protection' && table !== 'to-korea') return []
  const days = caseload.people.flatMap((person) => daysTo(person, table, span) ?? [])
  return [
    {
      name: table,
      title: tableWords(table).title,
      rows: [{ code: ALL, label: codeWords(ALL), quartiles: quartilesOf(days, k) }],
    },
  ]
}

/** Sentences that a small caseload needs more than a table: the total, the largest number, and what is not shown. */
function narrativeOf({ name, title, dimensions, cells }: DocumentTable, k: number): readonly Words[] {
  const isTotal = ({ at }: DocumentTable['cells'][number]): boolean =>
    at.every((code, index) => code === dimensions[index]?.total.code)
  const total = cells.find(isTotal)?.count ?? null
  const table = TABLE_IDS.find((id) => id === name)
  if (total === null || table === undefined) {
    return [inAll((t, locale) => t('totalHidden', { table: title[locale], k }))]
  }
  const [largest] = cells
    .filter((cell) => !isTotal(cell) && cell.count !== null)
    .sort((one, other) => (other.count ?? 0) - (one.count ?? 0))
  const hidden = cells.filter((cell) => cell.count === null).length
  return [
    inAll((t) => t(`told.${table}`, { count: total })),
    ...(largest === undefined || (largest.count ?? 0) === 0
      ? []
      : [
          inAll((t, locale) =>
            t('largest', {
              label: largest.at
                .filter((code, index) => code !== dimensions[index]?.total.code)
                .map((code) => codeWords(code)[locale])
                .join(', '),
              count: largest.count ?? 0,
            }),
          ),
        ]),
    ...(dimensions.every(({ codes }) => codes.length === 0)
      ? []
      : [
          inAll((t) =>
            hidden === 0
              ? t('allShown', { cells: cells.length })
              : t('hiddenCells', { hidden, cells: cells.length, k }),
          ),
        ]),
  ]
}

const TABLE_IDS: readonly TableId[] = Object.values(TABLES).flat()

/** A sentence where quartiles are shown and the number of people behind them is published too. */
function quartileWords(
  quartiles: readonly DocumentQuartiles[],
  kept: readonly Kept[],
  tables: readonly DocumentTable[],
): readonly Words[] {
  return quartiles.flatMap(({ name, rows }) => {
    const values = rows[0]?.quartiles ?? null
    const at = kept.findIndex(({ table }) => table === name)
    const total = tables[at]?.cells.find((cell) => cell.at.every((code) => code === ALL))?.count ?? null
    if (values === null || total === null) return []
    const [lower, median, upper] = values
    return [inAll((t) => t('quartiles', { count: total, lower, median, upper }))]
  })
}

/** What was coarsened, in words; nothing on the finest rung. */
function coarsenedWords(rung: LadderRung, table: TableId): readonly Words[] {
  const [finest] = ladderOf(table, false)
  const isFinest = finest !== undefined && nameOf(finest) === nameOf(rung)
  const isTotal = rung.axes.includes('everybody')
  return [
    ...(isFinest || isTotal
      ? []
      : [
          inAll((t, locale) =>
            t('coarsened.axes', { axes: rung.axes.map((axis) => axisWords(axis)[locale]).join(', ') }),
          ),
        ]),
    ...(isTotal ? [inAll((t) => t('coarsened.total'))] : []),
    ...(rung.years > 1 ? [inAll((t) => t('coarsened.years', { years: rung.years }))] : []),
  ]
}
