'use server'
/** The public endpoints about documents that are there; a file comes in through `app/api/documents`. */
import { refresh } from 'next/cache'
import type { Outcome } from '../../domain/refusal.ts'
import { answer, submit } from '../../server/action.ts'
import { onDocumentSchema, removeDocumentSchema, type DocumentName, type DownloadHandle } from './schema.ts'
import { readDocumentName, removeDocument, requestDownload } from './service.ts'

export async function readDocumentNameAction(input: unknown): Promise<Outcome<DocumentName>> {
  return answer(input, onDocumentSchema, readDocumentName)
}

export async function requestDownloadAction(input: unknown): Promise<Outcome<DownloadHandle>> {
  return answer(input, onDocumentSchema, requestDownload)
}

export async function removeDocumentAction(input: unknown): Promise<Outcome<null>> {
  const outcome = await submit(input, removeDocumentSchema, removeDocument)
  if (outcome.ok) refresh()
  return outcome
}
