/** The incidents' only door to the database. */
import 'server-only'
import type { Tx } from '../../server/act/tx.ts'
import { incidentOwner } from '../../server/vault/owners.ts'
import { sealed } from '../../server/vault/vault.ts'
import type { IncidentRecord, IncidentState } from './schema.ts'

/** Adds an incident to its case. */
export async function insertIncident(
  tx: Tx,
  caseId: string,
  recordedBy: string,
  incident: IncidentRecord,
): Promise<void> {
  const { id, code, kind, severity, occurred } = incident
  const { account } = await sealed('incident', incidentOwner(id), id, incident)
  await tx.$executeRaw`
    INSERT INTO incident (id, code, case_id, kind, severity, occurred_on, occurred_precision, account, recorded_by)
    VALUES (${id}::uuid, ${code}, ${caseId}::uuid, ${kind}, ${severity}, ${occurred.on}::date, ${occurred.precision},
      ${account}, ${recordedBy}::uuid)`
}

/** How an incident of the case stands, or null when the case has no such one. */
export async function findIncident(tx: Tx, caseId: string, id: string): Promise<IncidentState | null> {
  const row = await tx.incident.findFirst({
    where: { id, caseId },
    select: { closedAt: true, version: true },
  })
  return row === null ? null : { closed: row.closedAt !== null, version: row.version }
}

/** Closes an incident. The caller holds the lock of the case row and has seen that it is open. */
export async function closeIncidentRow(tx: Tx, id: string, closedBy: string, closedAt: Date): Promise<void> {
  await tx.incident.update({
    where: { id },
    data: { closedAt, closedBy, version: { increment: 1 } },
    select: { id: true },
  })
}
