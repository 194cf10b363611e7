/** The bases' only door to the database. */
import 'server-only'
import type { Tx } from '../../server/act/tx.ts'
import type { BasisRecord } from './schema.ts'

/** Adds bases to their case; earlier ones stay, and the newest of each purpose counts. */
export async function insertBases(
  tx: Tx,
  caseId: string,
  recordedBy: string,
  bases: readonly BasisRecord[],
): Promise<void> {
  await tx.dataBasis.createMany({
    data: bases.map(({ occurred, reviewOn, ...fields }) => ({
      ...fields,
      caseId,
      occurredOn: new Date(occurred.on),
      occurredPrecision: occurred.precision,
      reviewOn: reviewOn === null ? null : new Date(reviewOn),
      recordedBy,
    })),
  })
}
