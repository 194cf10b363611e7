/** The contacts' only door to the database. */
import 'server-only'
import type { Tx } from '../../server/act/tx.ts'
import { caseOwner } from '../../server/vault/owners.ts'
import { sealed } from '../../server/vault/vault.ts'
import type { ContactRecord } from './schema.ts'

/** Adds a contact to its case; earlier ones stay. */
export async function insertContact(
  tx: Tx,
  caseId: string,
  recordedBy: string,
  contact: ContactRecord,
): Promise<void> {
  const { occurred, ...fields } = await sealed('contact', caseOwner(caseId), contact.id, contact)
  await tx.contact.create({
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
