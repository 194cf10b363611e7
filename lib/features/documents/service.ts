/** Documents of a case: taking one in, saying what it is called, handing it out, and removing it for good. */
import 'server-only'
import { bucketOf } from '../../domain/documents/documents.ts'
import { nameFor } from '../../domain/documents/file-name.ts'
import type { Actor } from '../../domain/policy/roles.ts'
import { granted, refused, type Outcome } from '../../domain/refusal.ts'
import { act, unlessStale } from '../../server/act/act.ts'
import { hashOf, type SubmittedForm } from '../../server/act/submission.ts'
import { openFile } from '../../server/documents/clean.ts'
import { refusalOfFile, withoutFile } from '../../server/documents/refusals.ts'
import { documentStorage } from '../../server/documents/storage.ts'
import type { SignedIn } from '../../server/session/lookup.ts'
import { freshToken, hashToken } from '../../server/session/token.ts'
import { contentKeyText, newContentKey, readContentKey } from '../../server/vault/content-key.ts'
import { openStream, sealedLength, sealStream, type Bytes } from '../../server/vault/sealed-stream.ts'
import { countReveal } from '../reveals/effects.ts'
import type {
  DocumentInput,
  DocumentName,
  DownloadHandle,
  OnDocumentInput,
  RemoveDocumentInput,
} from './schema.ts'
import {
  findDocument,
  findStoredAs,
  insertDocument,
  insertDownload,
  readName,
  removeContent,
  takeDownload,
} from './store.ts'

/**
 * Takes a file in: decides, cleans, seals and stores it while it streams, and then points to it. Whatever happens before the
 * last step leaves a file that nothing points to, which opens to nobody and is swept.
 */
export async function addDocument(
  actor: Actor,
  input: DocumentInput,
  form: SubmittedForm,
  sent: Bytes,
): Promise<Outcome<null>> {
  const { caseId, id, kind } = input
  const subject = { kind: 'case', id: caseId } as const
  const may = await act(actor, { action: 'document.stage', subject }, () => Promise.resolve(granted(null)))
  if (!may.ok) return may
  const staged = await stage(input, sent)
  if (!staged.ok) return staged
  const { digest, ...record } = staged.value
  const fact = {
    action: 'document.add',
    subject,
    detail: { document: id, kind, type: record.mediaType },
  } as const
  const outcome = await act(
    actor,
    fact,
    async (tx, door) => {
      await insertDocument(tx, door.subjectId, door.personId, { ...input, ...record })
      return granted({ storedAs: record.storedAs })
    },
    // The same form with another file is another form.
    { ...form, hash: hashOf([input, digest]) },
  )
  // A retry got the first result: what it sent once more is not needed.
  if (!outcome.ok || outcome.value.storedAs !== record.storedAs) await withoutFile(record.storedAs)
  return outcome.ok ? granted(null) : outcome
}

async function stage({ id, file, name }: DocumentInput, sent: Bytes) {
  const storedAs = crypto.randomUUID()
  const key = newContentKey()
  const sizeBucket = bucketOf(file)
  try {
    const { type, content, length, digest } = await openFile(sent, file)
    const sealed = sealStream({ document: id, key }, sizeBucket, content)
    await documentStorage().write(storedAs, sealed, sealedLength(sizeBucket))
    const told = { mediaType: type, sizeBucket, name: nameFor(name, type), storedAs }
    return granted({ ...told, contentKey: contentKeyText(key, length()), digest: digest() })
  } catch (error) {
    return refusalOfFile(error)
  }
}

/** Says what a document is called, on a tap. */
export async function readDocumentName(
  actor: Actor,
  { caseId, documentId }: OnDocumentInput,
): Promise<Outcome<DocumentName>> {
  const fact = {
    action: 'case.read-identity',
    subject: { kind: 'case', id: caseId },
    detail: { what: 'document', document: documentId },
  } as const
  return act(actor, fact, async (tx, door) => {
    const name = await readName(tx, door.subjectId, documentId)
    if (name === null) return refused('absent')
    const counted = await countReveal(tx, door, { caseId: door.subjectId, what: 'document' })
    return counted.ok ? granted(name) : counted
  })
}

/** Gives a handle with which this session can fetch a document once, within a minute. */
export async function requestDownload(
  actor: SignedIn,
  { caseId, documentId }: OnDocumentInput,
): Promise<Outcome<DownloadHandle>> {
  const fact = {
    action: 'document.read',
    subject: { kind: 'case', id: caseId },
    detail: { document: documentId },
  } as const
  const handle = freshToken()
  const given = await act(actor, fact, async (tx, door) => {
    const storedAs = await findStoredAs(tx, door.subjectId, documentId)
    if (storedAs === null) return refused('absent')
    const counted = await countReveal(tx, door, { caseId: door.subjectId, what: 'document' })
    if (!counted.ok) return counted
    const { personId, sessionId } = actor
    const kept = {
      id: crypto.randomUUID(),
      handleHash: hashToken(handle),
      documentId,
      personId,
      sessionId,
    }
    await insertDownload(tx, kept)
    return granted({ storedAs })
  })
  if (!given.ok) return given
  try {
    // The browser would say no more than that the download failed.
    return (await documentStorage().has(given.value.storedAs))
      ? granted({ handle })
      : refused('storage-unreachable')
  } catch (error) {
    return refusalOfFile(error)
  }
}

export type FetchedDocument = {
  readonly name: string
  readonly mediaType: string
  readonly content: Bytes
}

/** Uses a handle up and opens what it is for. Whatever is wrong with the handle, the answer is the same. */
export async function fetchDocument(actor: SignedIn, handle: string): Promise<Outcome<FetchedDocument>> {
  const fact = { action: 'document.fetch', subject: { kind: 'list' } } as const
  const found = await act(actor, fact, async (tx, door) => {
    const taken = await takeDownload(tx, hashToken(handle), actor)
    if (taken === null) return refused('absent')
    door.concerns(taken.caseId)
    return granted(taken)
  })
  if (!found.ok) return refused('absent')
  const { id, storedAs, name, mediaType, contentKey } = found.value
  const { key, bytes } = readContentKey(contentKey, {
    table: 'document_content',
    column: 'contentKey',
    row: id,
  })
  try {
    const sealed = await documentStorage().read(storedAs)
    if (sealed === null) return refused('storage-unreachable')
    return granted({ name, mediaType, content: openStream({ document: id, key }, bytes, sealed) })
  } catch (error) {
    return refusalOfFile(error)
  }
}

/** Removes a document for good: its key goes with the row that held it, then its file. That there was one stays. */
export async function removeDocument(
  actor: Actor,
  input: RemoveDocumentInput,
  form: SubmittedForm,
): Promise<Outcome<null>> {
  const { caseId, documentId: id, reason } = input
  const fact = {
    action: 'document.remove',
    subject: { kind: 'case', id: caseId },
    detail: { document: id },
  } as const
  const removed = await act(
    actor,
    fact,
    async (tx, door) => {
      const document = await findDocument(tx, door.subjectId, id)
      if (document === null) return refused('absent')
      if (document.removed) return refused('already-decided')
      const fresh = unlessStale(door, document.version)
      if (!fresh.ok) return fresh
      const storedAs = await findStoredAs(tx, door.subjectId, id)
      await removeContent(tx, { caseId: door.subjectId, id, reason }, door.personId, door.now)
      return granted({ storedAs })
    },
    { ...form, reason },
  )
  if (!removed.ok) return removed
  if (removed.value.storedAs !== null) await withoutFile(removed.value.storedAs)
  return granted(null)
}
