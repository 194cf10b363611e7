/** What is said with a file that is handed out: kept by whoever asked for it, and run, shown or remembered by nobody on the way. */
import { attachmentHeader } from '../domain/documents/file-name.ts'

const HEADERS = {
  'Cache-Control': 'no-store, no-transform',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  'X-Content-Type-Options': 'nosniff',
} as const

/** Headers of a file by its name and media type. */
export function attachmentHeaders(name: string, mediaType: string): Readonly<Record<string, string>> {
  return { ...HEADERS, 'Content-Type': mediaType, 'Content-Disposition': attachmentHeader(name) }
}

/** A word in place of a file. */
export function noAttachment(word: string, status: number): Response {
  return new Response(word, { status, headers: { ...HEADERS, 'Content-Type': 'text/plain' } })
}
