/** The arrivals' only door to the database. */
import 'server-only'
import type { Tx } from '../../server/act/tx.ts'
import { caseOwner } from '../../server/vault/owners.ts'
import { sealed } from '../../server/vault/vault.ts'
import type { ArrivalRecord } from './schema.ts'

/** Adds an arrival to its case. */
export async function insertArrival(
  tx: Tx,
  caseId: string,
  recordedBy: string,
  arrival: ArrivalRecord,
): Promise<void> {
  const { confirmedBy } = await sealed('arrival', caseOwner(caseId), arrival.id, arrival)
  await tx.arrival.create({
    data: {
      id: arrival.id,
      caseId,
      occurredOn: new Date(arrival.occurred.on),
      occurredPrecision: arrival.occurred.precision,
      confirmedBy,
      recordedBy,
    },
    select: { id: true },
  })
}
