/** What is asked about a document beside the file itself, and what the page of a case shows of one. */
import { z } from 'zod'
import {
  DOCUMENT_KINDS,
  LARGEST_BYTES,
  NAME_LENGTH,
  NOTE_LENGTH,
  type DocumentKind,
} from '../../domain/documents/documents.ts'
import { cleanFileName } from '../../domain/documents/file-name.ts'
import type { MediaType } from '../../domain/documents/media-type.ts'
import { cleanText } from '../../domain/text/clean-text.ts'

export const documentSchema = z.object({
  caseId: z.uuid(),
  id: z.uuid(),
  /** How many bytes the chosen file has; 0 before one is chosen. */
  file: z
    .number()
    .int()
    .min(0)
    .refine((bytes) => bytes > 0, 'required')
    .refine((bytes) => bytes <= LARGEST_BYTES, 'file-too-large'),
  kind: z.enum(DOCUMENT_KINDS),
  name: z.string().overwrite(cleanFileName).min(1).max(NAME_LENGTH),
  note: z.string().overwrite(cleanText).max(NOTE_LENGTH),
})
export type DocumentInput = z.output<typeof documentSchema>

export const onDocumentSchema = z.object({ caseId: z.uuid(), documentId: z.uuid() })
export type OnDocumentInput = z.output<typeof onDocumentSchema>

export const REASON_LENGTH = 500

export const removeDocumentSchema = onDocumentSchema.extend({
  reason: z.string().overwrite(cleanText).min(1).max(REASON_LENGTH),
})
export type RemoveDocumentInput = z.output<typeof removeDocumentSchema>

/** A document as the page of its case lists it: not what it is called. */
export type DocumentListed = {
  readonly id: string
  readonly kind: DocumentKind
  readonly mediaType: MediaType
  readonly sizeBucket: number
  readonly recordedAt: string
  readonly removedAt: string | null
  /** Why it was removed; null while it is there. */
  readonly removalReason: string | null
  readonly version: number
}

/** What a document is called, behind one tap. */
export type DocumentName = { readonly name: string; readonly note: string }

/** Where a download begins, once, within a minute. */
export type DownloadHandle = { readonly handle: string }

/** A document as it is stored. */
export type DocumentRecord = {
  readonly id: string
  readonly kind: DocumentKind
  readonly mediaType: MediaType
  readonly sizeBucket: number
  readonly name: string
  readonly note: string
  readonly contentKey: string
  readonly storedAs: string
}

/** What hands a file out. */
export type StoredDocument = {
  readonly id: string
  readonly mediaType: MediaType
  readonly name: string
  readonly contentKey: string
  readonly storedAs: string
}
