/** The protection tracks' only door to the database. */
import 'server-only'
import type { Tx } from '../../server/act/tx.ts'
import type { ProtectionRecord } from './schema.ts'

/** Adds a step to its case; earlier ones stay, and the newest of each track counts. */
export async function insertProtectionStep(
  tx: Tx,
  caseId: string,
  recordedBy: string,
  step: ProtectionRecord,
): Promise<void> {
  const { occurred, expiresOn, ...fields } = step
  await tx.protectionStep.create({
    data: {
      ...fields,
      caseId,
      occurredOn: new Date(occurred.on),
      occurredPrecision: occurred.precision,
      expiresOn: expiresOn === null ? null : new Date(expiresOn),
      recordedBy,
    },
    select: { id: true },
  })
}
