/** The screenings' only door to the database. */
import 'server-only'
import type { Tx } from '../../server/act/tx.ts'
import { caseOwner } from '../../server/vault/owners.ts'
import { sealed } from '../../server/vault/vault.ts'
import type { ScreeningRecord } from './schema.ts'

/** Adds a screening to its case; earlier ones stay, and the newest counts. */
export async function insertScreening(
  tx: Tx,
  caseId: string,
  recordedBy: string,
  screening: ScreeningRecord,
): Promise<void> {
  const { occurred, ...fields } = await sealed('screening', caseOwner(caseId), screening.id, screening)
  await tx.screening.create({
    data: {
      ...fields,
      caseId,
      occurredOn: new Date(occurred.on),
      occurredPrecision: occurred.precision,
      recordedBy,
    },
    select: { id: true },
  })
}
