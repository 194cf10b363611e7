/** The protection tracks' only door to the database. */
import 'server-only'
import type { Tx } from '../../server/act/tx.ts'
import { caseOwner } from '../../server/vault/owners.ts'
import { openedAll, sealed } from '../../server/vault/vault.ts'
import type { DocumentNumber, ProtectionRecord } from './schema.ts'

/** Adds a step to its case; earlier ones stay, and the newest of each track counts. */
export async function insertProtectionStep(
  tx: Tx,
  caseId: string,
  recordedBy: string,
  step: ProtectionRecord,
): Promise<void> {
  const { occurred, expiresOn, reference, ...fields } = step
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
  // Whoever writes a number down may not be among those who read it.
  if (reference !== '') {
    const number = await sealed('protection_number', caseOwner(caseId), step.id, { reference })
    await tx.protectionNumber.createMany({ data: [{ ...number, stepId: step.id, caseId }] })
  }
}

/** The numbers of a case's documents, the newest step first; none for whom they are masked. */
export async function listNumbers(tx: Tx, caseId: string): Promise<readonly DocumentNumber[]> {
  const rows = await tx.$queryRaw<(DocumentNumber & { readonly stepId: string })[]>`
    SELECT s.track, s.status, n.reference, n.step_id AS "stepId" FROM protection_number n JOIN protection_step s ON s.id = n.step_id
    WHERE n.case_id = ${caseId}::uuid AND s.superseded_at IS NULL ORDER BY s.occurred_on DESC, s.recorded_at DESC`
  const owner = caseOwner(caseId)
  return openedAll(
    rows.map(({ stepId, ...record }) => ({
      table: 'protection_number' as const,
      owner,
      row: stepId,
      record,
    })),
  )
}
