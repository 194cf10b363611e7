/** The bases' only door to the database. */
import 'server-only'
import type { Tx } from '../../server/act/tx.ts'
import { caseOwner } from '../../server/vault/owners.ts'
import { sealedAll } from '../../server/vault/vault.ts'
import type { BasisRecord } from './schema.ts'

/** Adds bases to their case; earlier ones stay, and the newest of each purpose counts. */
export async function insertBases(
  tx: Tx,
  caseId: string,
  recordedBy: string,
  bases: readonly BasisRecord[],
): Promise<void> {
  const owner = caseOwner(caseId)
  const rows = await sealedAll(
    bases.map((basis) => ({ table: 'data_basis' as const, owner, row: basis.id, record: basis })),
  )
  await tx.dataBasis.createMany({
    data: rows.map(({ occurred, reviewOn, ...fields }) => ({
      ...fields,
      caseId,
      occurredOn: new Date(occurred.on),
      occurredPrecision: occurred.precision,
      reviewOn: reviewOn === null ? null : new Date(reviewOn),
      recordedBy,
    })),
  })
}
