/** The renewal's only door to the database: which texts a case has, and one put in the place of another. */
import 'server-only'
import { Prisma } from '../../../prisma/generated/client.ts'
import type { Tx } from '../../server/act/tx.ts'
import { caseOwner, incidentOwner, journeyOwner, OF_A_CASE, type Owner } from '../../server/vault/owners.ts'
import type { StandingText } from '../../server/vault/seal-anew.ts'
import { columnOf, SEALED_FIELDS, type SealedTable } from '../../server/vault/sealed-fields.ts'

export type CaseToRenew = { readonly id: string; readonly owners: readonly Owner[] }

/** The case that bears a code, with all that has a key of its own in it; null where there is none. */
export async function findCase(tx: Tx, code: string): Promise<CaseToRenew | 'forgotten' | null> {
  const [row] = await tx.$queryRaw<
    { id: string | null; incidents: string[]; plans: string[]; forgotten: boolean }[]
  >`SELECT case_id AS id, incidents, plans, forgotten FROM law.case_to_renew(${code})`
  if (row === undefined || row.id === null) return row?.forgotten === true ? 'forgotten' : null
  const owners = [caseOwner(row.id), ...row.incidents.map(incidentOwner), ...row.plans.map(journeyOwner)]
  return { id: row.id, owners }
}

/** Names the one case whose texts this transaction may see and seal. */
export async function nameCase(tx: Tx, caseId: string): Promise<void> {
  await tx.$queryRaw`SELECT set_config('causeway.named_case', ${caseId}, true)`
}

type Place = { readonly table: SealedTable; readonly column: string }

/** Every column with texts that take a key of a case. */
const PLACES: readonly Place[] = Object.entries(SEALED_FIELDS).flatMap(([table, { owner, columns }]) =>
  OF_A_CASE[owner] ? columns.map((column) => ({ table: table as SealedTable, column })) : [],
)

/** The texts of the named case: the guards show no other. */
const TEXTS = Prisma.raw(
  PLACES.map(({ table, column }) => {
    const { of, row } = SEALED_FIELDS[table]
    const about = table === 'approval_request' ? 'subject_id' : 'NULL'
    return `SELECT '${table}' AS "table", '${column}' AS "column", ${columnOf(row)}::text AS row, ${columnOf(of)}::text AS owner,
      ${about}::text AS about, ${columnOf(column)} AS text FROM ${table} WHERE ${columnOf(column)} IS NOT NULL`
  }).join(' UNION ALL '),
)

/** How many texts the case has, in how many columns. */
export async function countTexts(tx: Tx): Promise<{ readonly texts: number; readonly places: number }> {
  const [row] = await tx.$queryRaw<{ texts: number; places: number }[]>`
    SELECT count(*)::int AS texts, count(DISTINCT ("table", "column"))::int AS places FROM (${TEXTS}) t`
  return row ?? { texts: 0, places: 0 }
}

type TextRow = Place & {
  readonly row: string
  readonly owner: string
  readonly about: string | null
  readonly text: string
}

/** The next texts of the case, by where they stand. */
export async function readTexts(
  tx: Tx,
  after: StandingText | null,
  atMost: number,
): Promise<readonly StandingText[]> {
  const { table, column, row } = after ?? { table: '', column: '', row: '' }
  const rows = await tx.$queryRaw<TextRow[]>`
    SELECT * FROM (${TEXTS}) t WHERE ("table", "column", row) > (${table}, ${column}, ${row})
    ORDER BY "table", "column", row LIMIT ${atMost}::int`
  return rows.map((found) => ({
    ...found,
    owner: { kind: SEALED_FIELDS[found.table].owner, id: found.owner },
  }))
}

/** Puts a text in the place of the one that was read. False when another stands there by now, or none. */
export async function putInPlace(tx: Tx, read: StandingText, anew: string): Promise<boolean> {
  const { table, column, row, text } = read
  const id = Prisma.raw(columnOf(SEALED_FIELDS[table].row))
  const place = Prisma.raw(columnOf(column))
  const changed = await tx.$executeRaw`
    UPDATE ${Prisma.raw(table)} SET ${place} = ${anew} WHERE ${id} = ${row}::uuid AND ${place} = ${text}`
  return changed > 0
}

/** The transactions of servers that are open now: each may hold a key that it asked for before. */
export async function openTransactions(tx: Tx): Promise<readonly string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT l.virtualtransaction AS id FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
    WHERE l.locktype = 'virtualxid' AND l.virtualxid = l.virtualtransaction
      AND a.datname = current_database() AND a.usename = 'causeway_app'`
  return rows.map(({ id }) => id)
}
