/** The arrivals' only door to the database. */
import 'server-only'
import type { Tx } from '../../server/act/tx.ts'
import type { ArrivalRecord } from './schema.ts'

/** Adds an arrival to its case. */
export async function insertArrival(
  tx: Tx,
  caseId: string,
  recordedBy: string,
  arrival: ArrivalRecord,
): Promise<void> {
  await tx.arrival.create({
    data: {
      id: arrival.id,
      caseId,
      occurredOn: new Date(arrival.occurred.on),
      occurredPrecision: arrival.occurred.precision,
      confirmedBy: arrival.confirmedBy,
      recordedBy,
    },
    select: { id: true },
  })
}
