/** The documents' only door to the database. The files themselves stand elsewhere (`lib/server/documents`). */
import 'server-only'
import type { Tx } from '../../server/act/tx.ts'
import { caseOwner } from '../../server/vault/owners.ts'
import { opened, openedAll, sealed } from '../../server/vault/vault.ts'
import type { DocumentListed, DocumentName, DocumentRecord, StoredDocument } from './schema.ts'

/** Adds a document to its case, with the pointer to its file. */
export async function insertDocument(
  tx: Tx,
  caseId: string,
  recordedBy: string,
  record: DocumentRecord,
): Promise<void> {
  const { id, kind, mediaType, sizeBucket, storedAs, name, note, contentKey } = record
  await tx.document.create({
    data: { id, caseId, kind, mediaType, sizeBucket, recordedBy },
    select: { id: true },
  })
  const told = { name, note: note === '' ? null : note, contentKey }
  const content = await sealed('document_content', caseOwner(caseId), id, told)
  // Whoever adds a document may not be among those who read it.
  await tx.documentContent.createMany({ data: [{ ...content, documentId: id, caseId, storedAs }] })
}

type ListedRow = Omit<DocumentListed, 'recordedAt' | 'removedAt'> & {
  readonly recordedAt: Date
  readonly removedAt: Date | null
}

/** The documents of a case, the newest first. */
export async function listDocuments(tx: Tx, caseId: string): Promise<readonly DocumentListed[]> {
  const rows = await tx.$queryRaw<ListedRow[]>`
    SELECT d.id, d.kind, d.media_type AS "mediaType", d.size_bucket AS "sizeBucket", d.recorded_at AS "recordedAt",
      d.removed_at AS "removedAt", d.removal_reason AS "removalReason", d.version
    FROM document d WHERE d.case_id = ${caseId}::uuid ORDER BY d.recorded_at DESC, d.id`
  const owner = caseOwner(caseId)
  const told = await openedAll(
    rows.map((record) => ({ table: 'document' as const, owner, row: record.id, record })),
  )
  return told.map((row) => ({
    ...row,
    recordedAt: row.recordedAt.toISOString(),
    removedAt: row.removedAt?.toISOString() ?? null,
  }))
}

/** What a document of the case is called; null when there is none, or it is masked for whoever asks. */
export async function readName(tx: Tx, caseId: string, documentId: string): Promise<DocumentName | null> {
  const row = await tx.documentContent.findFirst({
    where: { documentId, caseId },
    select: { name: true, note: true },
  })
  if (row === null) return null
  const { name, note } = await opened('document_content', caseOwner(caseId), documentId, row)
  return { name, note: note ?? '' }
}

/** Where the file of a document of the case stands; null when there is none, or it is masked for whoever asks. */
export async function findStoredAs(tx: Tx, caseId: string, documentId: string): Promise<string | null> {
  const where = { documentId, caseId }
  const row = await tx.documentContent.findFirst({ where, select: { storedAs: true } })
  return row?.storedAs ?? null
}

export type NewDownload = {
  readonly id: string
  readonly handleHash: Uint8Array<ArrayBuffer>
  readonly documentId: string
  readonly personId: string
  readonly sessionId: string
}

/** Keeps a handle, as its hash. Raw, because the app may not write its time, nor read its hash. */
export async function insertDownload(tx: Tx, given: NewDownload): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO download (id, handle_hash, document_id, person_id, session_id)
    VALUES (${given.id}::uuid, ${given.handleHash}, ${given.documentId}::uuid, ${given.personId}::uuid, ${given.sessionId}::uuid)`
}

type TakenRow = StoredDocument & { readonly caseId: string }

/**
 * Uses a handle up and gives what it opens, while whoever holds it may still read it. Null for one that is used, over, somebody
 * else's or of another session.
 */
export async function takeDownload(
  tx: Tx,
  handleHash: Uint8Array<ArrayBuffer>,
  holder: { readonly personId: string; readonly sessionId: string },
): Promise<TakenRow | null> {
  const [used] = await tx.$queryRaw<{ id: string }[]>`
    DELETE FROM download
    WHERE id = law.download_of(${handleHash}) AND person_id = ${holder.personId}::uuid
      AND session_id = ${holder.sessionId}::uuid AND expires_at > statement_timestamp()
    RETURNING document_id AS id`
  if (used === undefined) return null
  const [row] = await tx.$queryRaw<TakenRow[]>`
    SELECT d.id, d.case_id AS "caseId", d.media_type AS "mediaType", c.name, c.content_key AS "contentKey", c.stored_as AS "storedAs"
    FROM document d JOIN document_content c ON c.document_id = d.id WHERE d.id = ${used.id}::uuid`
  if (row === undefined) return null
  return opened('document_content', caseOwner(row.caseId), row.id, row)
}

/** How a document of the case stands, or null when there is none. */
export async function findDocument(
  tx: Tx,
  caseId: string,
  id: string,
): Promise<{ readonly removed: boolean; readonly version: number } | null> {
  const row = await tx.document.findFirst({
    where: { id, caseId },
    select: { removedAt: true, version: true },
  })
  return row === null ? null : { removed: row.removedAt !== null, version: row.version }
}

/** Takes a document's name, note and key away for good, and says who did and why. */
export async function removeContent(
  tx: Tx,
  about: { readonly caseId: string; readonly id: string; readonly reason: string },
  removedBy: string,
  removedAt: Date,
): Promise<void> {
  const { caseId, id, reason } = about
  await tx.documentContent.delete({ where: { documentId: id }, select: { documentId: true } })
  const said = await sealed('document', caseOwner(caseId), id, { removalReason: reason })
  await tx.document.update({
    where: { id },
    data: { ...said, removedAt, removedBy, version: { increment: 1 } },
    select: { id: true },
  })
}

/** Which of some stored files a document points to. */
export async function pointedTo(tx: Tx, names: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.$queryRaw<{ name: string }[]>`
    SELECT name::text FROM law.pointed_to(${[...names]}::uuid[]) AS name`
  return new Set(rows.map(({ name }) => name))
}

/** Which of some files without a document this database let go of. */
export async function letGoOf(tx: Tx, orphans: readonly string[]): Promise<readonly string[]> {
  const rows = await tx.$queryRaw<{ name: string }[]>`
    SELECT stored_as::text AS name FROM stored_orphan WHERE let_go AND stored_as = ANY (${[...orphans]}::uuid[])`
  return rows.map(({ name }) => name)
}

/** Notes the files without a document, each once, and forgets the notes of all others. */
export async function noteOrphans(tx: Tx, orphans: readonly string[], now: Date): Promise<void> {
  const names = [...orphans]
  await tx.$executeRaw`DELETE FROM stored_orphan WHERE stored_as <> ALL (${names}::uuid[])`
  await tx.$executeRaw`
    INSERT INTO stored_orphan (stored_as, since) SELECT unnest(${names}::uuid[]), ${now} ON CONFLICT DO NOTHING`
}

/** The files that were noted before a moment. */
export async function orphansSince(tx: Tx, before: Date): Promise<readonly string[]> {
  const rows = await tx.$queryRaw<{ name: string }[]>`
    SELECT stored_as::text AS name FROM stored_orphan WHERE since < ${before}`
  return rows.map(({ name }) => name)
}

/** Deletes handles that ran out. */
export async function deleteOldDownloads(tx: Tx): Promise<number> {
  return tx.$executeRaw`DELETE FROM download WHERE expires_at < now()`
}
