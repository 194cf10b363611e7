/** The notes' only door to the database. */
import 'server-only'
import type { Tx } from '../../server/act/tx.ts'
import { caseOwner } from '../../server/vault/owners.ts'
import { sealed } from '../../server/vault/vault.ts'
import type { NoteInput } from './schema.ts'

/** Adds a note to its case. */
export async function insertNote(tx: Tx, caseId: string, personId: string, note: NoteInput): Promise<void> {
  await tx.note.create({
    data: { ...(await sealed('note', caseOwner(caseId), note.id, note)), caseId, recordedBy: personId },
    select: { id: true },
  })
}
