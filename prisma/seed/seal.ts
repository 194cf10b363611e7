/** Seals the rows of a chunk, as the stores of the server seal theirs. */
import type { JourneySnapshot } from '../../lib/features/four-eyes/schema.ts'
import type { Keyring } from '../../lib/server/vault/keyring.ts'
import { journeyOwner } from '../../lib/server/vault/owners.ts'
import { columnOf, SEALED_FIELDS, type SealedTable } from '../../lib/server/vault/sealed-fields.ts'
import { sealRecords } from '../../lib/server/vault/sealed-records.ts'
import type { Rows } from './rows.ts'

const TABLES = Object.keys(SEALED_FIELDS) as readonly SealedTable[]

/** Where a journey leads is sealed under the key of the journey, also in what was asked about it. */
async function sealAskedRoutes(ring: Keyring, requests: Rows['approval_request']): Promise<void> {
  for (const request of requests.filter(({ kind }) => kind === 'journey-plan')) {
    const asked = JSON.parse(request.snapshot) as Pick<JourneySnapshot, 'plan'>
    const { route, fallbacks, escort } = asked.plan
    const row = {
      table: 'journey_route' as const,
      owner: journeyOwner(request.subject_id),
      row: request.subject_id,
    }
    const [leads] = await sealRecords(ring, [{ ...row, record: { route, fallbacks, escort } }])
    request.snapshot = JSON.stringify({ ...asked, plan: { ...asked.plan, ...leads } })
  }
}

/** Seals what is secret in the rows, in place. */
export async function sealChunk(ring: Keyring, rows: Rows): Promise<void> {
  await sealAskedRoutes(ring, rows.approval_request)
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
