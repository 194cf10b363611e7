/** Tells what a release says: its tables with their words, sentences for whoever reads no table, and what was coarsened. */
import { ALL } from '../../domain/releases/axes.ts'
import { asOf, overlaps, pooled } from '../../domain/releases/periods.ts'
import {
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
import type { Defence, Prepared, Rung, TableReport } from '../../domain/releases/prepared.ts'
import { mayHaveQuartiles, quartilesOf } from '../../domain/releases/quartiles.ts'
import { codesOf, shapeOf } from '../../domain/disclosure/shape.ts'
import { LICENCES } from '../releases/licence.ts'
import {
  axisWords,
  codeWords,
  documentDimension,
  inAll,
  tableWords,
  titleOf,
  type Translator,
} from './content-words.ts'
import type { ProtectedTable } from './protect-apart.ts'
import { utilityOf } from './utility.ts'

/** A release of the same definition that left before. */
export type EarlierRelease = {
  readonly tier: Tier
  readonly period: Period
  readonly tables: readonly DocumentTable[]
  readonly quartiles: readonly DocumentQuartiles[]
}

/** What a release is made of. */
export type Asked = {
  readonly definition: DefinitionId
  readonly period: Period
  readonly tier: Tier
  readonly caseload: Caseload
  readonly earlier: readonly EarlierRelease[]
}

/** Ends the name of a set of quartiles, which is a file of its own beside that of its table. */
const QUARTILES = '-quartiles'

/** A table on the rung that was taken. */
export type Kept = {
  readonly table: TableId
  readonly rung: LadderRung
  readonly counted: Counted
  readonly protectedTable: ProtectedTable
  /** Of all people in the table, the share who stand in a published inner cell. */
  readonly share: number
}

/** A table as the document holds it. */
export function documentTable({ table, rung, counted, protectedTable }: Omit<Kept, 'share'>): DocumentTable {
  const shape = shapeOf(counted.dimensions)
  const dimensions = rung.axes.map(documentDimension)
  const cells = protectedTable.published
    .map((shown, cell) => ({ at: codesOf(shape, cell), count: shown }))
    // A table of a total alone names nothing but the total.
    .filter(({ at }) => !rung.axes.includes('everybody') || at.every((code) => code === ALL))
  return { name: table, ...tableWords(table), dimensions, cells }
}

/** The whole of a preparation that came to something. */
export function compose(asked: Asked, kept: readonly Kept[], rungs: readonly Rung[]): Prepared {
  const { definition, tier, period, caseload } = asked
  const k = THRESHOLDS[tier]
  const span = pooled(period, Math.max(...kept.map(({ rung }) => rung.years)))
  const tables = kept.map(documentTable)
  const quartiles = tables.flatMap((table) => quartilesFor(table, asked, span, k))
  const reports = kept.map(({ table, protectedTable, share, rung }): TableReport => ({
    table,
    statuses: rung.axes.includes('everybody') ? protectedTable.statuses.slice(-1) : protectedTable.statuses,
    utility: utilityOf(protectedTable, share),
    attack: {
      demands: protectedTable.demands,
      certificates: protectedTable.certificates,
      earlier: asked.earlier.filter((one) => overlaps(one.period, span)).length,
    },
  }))
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
      narrative: tables.flatMap((table) => [
        ...narrativeOf(table, k),
        ...quartileWords(table, quartilesIn({ quartiles }, table.name)),
      ]),
      tier,
      k,
      period: span,
      cutOff: asOf(definition, span),
      coarsened: kept.flatMap(({ rung, table }) => coarsenedWords(rung, table, kept.length > 1)),
      licence: LICENCES[tier],
      tables,
      quartiles,
    },
    tables: reports,
    rungs,
    defence,
  }
}

/** The quartiles that another release shows of a table; null for none. */
export function quartilesIn(release: Pick<EarlierRelease, 'quartiles'>, table: string) {
  const found = release.quartiles.find(({ name }) => name === `${table}${QUARTILES}`)
  return found?.rows[0]?.quartiles ?? null
}

/** None where they would narrow what is hidden here, or in the restricted release of the same people. */
function quartilesFor(
  table: DocumentTable,
  { caseload, earlier }: Asked,
  span: Period,
  k: number,
): readonly DocumentQuartiles[] {
  const { name, title } = table
  if (name !== 'to-protection' && name !== 'to-korea') return []
  const days = caseload.people.flatMap((person) => daysTo(person, name, span) ?? [])
  const isOpen =
    mayHaveQuartiles(table) &&
    earlier
      .filter((one) => one.tier === 'restricted' && overlaps(one.period, span))
      .every((one) => one.tables.every((other) => other.name !== name || mayHaveQuartiles(other)))
  const quartiles = isOpen ? quartilesOf(days, k) : null
  return [{ name: `${name}${QUARTILES}`, title, rows: [{ code: ALL, label: codeWords(ALL), quartiles }] }]
}

/** Sentences that a small caseload needs more than a table: the total, the largest number, and what is not shown. */
function narrativeOf({ name, title, dimensions, cells }: DocumentTable, k: number): readonly Words[] {
  const isTotal = ({ at }: DocumentTable['cells'][number]): boolean =>
    at.every((code, index) => code === dimensions[index]?.total.code)
  const total = cells.find(isTotal)?.count ?? null
  const table = TABLE_IDS.find((id) => id === name)
  if (total === null || table === undefined) {
    return [inAll((t: Translator<'releaseContent'>, locale) => t('totalHidden', { table: title[locale], k }))]
  }
  const [largest] = cells
    .filter((cell) => !isTotal(cell) && cell.count !== null)
    .sort((one, other) => (other.count ?? 0) - (one.count ?? 0))
  const hidden = cells.filter((cell) => cell.count === null).length
  return [
    inAll((t: Translator<'releaseContent'>) => t(`told.${table}`, { count: total })),
    ...(largest === undefined || (largest.count ?? 0) === 0
      ? []
      : [
          inAll((t: Translator<'releaseContent'>, locale) =>
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
          inAll((t: Translator<'releaseContent'>) =>
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
  { cells }: DocumentTable,
  quartiles: ReturnType<typeof quartilesIn>,
): readonly Words[] {
  const total = cells.find(({ at }) => at.every((code) => code === ALL))?.count ?? null
  if (quartiles === null || total === null) return []
  const [lower, median, upper] = quartiles
  return [inAll((t: Translator<'releaseContent'>) => t('quartiles', { count: total, lower, median, upper }))]
}

/** What was coarsened, in words; nothing on the finest rung. `several`: each is said of its table. */
function coarsenedWords(rung: LadderRung, table: TableId, several: boolean): readonly Words[] {
  const [finest] = ladderOf(table).year
  const isFinest = finest !== undefined && nameOf(finest) === nameOf(rung)
  const isTotal = rung.axes.includes('everybody')
  const steps = [
    ...(isFinest || isTotal
      ? []
      : [
          inAll((t: Translator<'releaseContent'>, locale) =>
            t('coarsened.axes', { axes: rung.axes.map((axis) => axisWords(axis)[locale]).join(', ') }),
          ),
        ]),
    ...(isTotal ? [inAll((t: Translator<'releaseContent'>) => t('coarsened.total'))] : []),
    ...(rung.years > 1
      ? [inAll((t: Translator<'releaseContent'>) => t('coarsened.years', { years: rung.years }))]
      : []),
  ]
  if (!several) return steps
  const { title } = tableWords(table)
  return steps.map((step) =>
    inAll((t: Translator<'releaseContent'>, locale) =>
      t('coarsened.of', { table: title[locale], step: step[locale] }),
    ),
  )
}
