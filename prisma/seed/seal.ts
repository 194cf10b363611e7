/** Seals the rows of a chunk, as the stores of the server seal theirs. */
import type { Keyring } from '../../lib/server/vault/keyring.ts'
import { columnOf, SEALED_FIELDS, type SealedTable } from '../../lib/server/vault/sealed-fields.ts'
import { sealRecords } from '../../lib/server/vault/sealed-records.ts'
import type { Rows } from './rows.ts'

const TABLES = Object.keys(SEALED_FIELDS) as readonly SealedTable[]

/** Seals what is secret in the rows, in place. */
export async function sealChunk(ring: Keyring, rows: Rows): Promise<void> {
  for (const table of TABLES) {
    if (!(table in rows)) continue
    const plain: readonly Record<string, unknown>[] = rows[table as keyof Rows]
    const { owner, of, row, columns } = SEALED_FIELDS[table]
    const held = columns.filter((field) => columnOf(field) in (plain[0] ?? {}))
    const sealed = await sealRecords(
      ring,
      plain.map((one) => ({
        table,
        owner: { kind: owner, id: String(one[columnOf(of)]) },
        row: String(one[columnOf(row)]),
        record: Object.fromEntries(held.map((field) => [field, one[columnOf(field)]])),
      })),
    )
    plain.forEach((one, at) => {
      for (const field of held) one[columnOf(field)] = Reflect.get(sealed[at] ?? {}, field)
    })
  }
}
