/** Hands a document out, once for each handle. Whatever is wrong with a handle, and whoever asks, the answer is the same. */
import { attachmentHeader } from '../../../../lib/domain/documents/file-name.ts'
import { fetchDocument } from '../../../../lib/features/documents/service.ts'
import { streamOf } from '../../../../lib/server/stream-of.ts'
import { logBug } from '../../../../lib/server/log.ts'
import { currentPerson } from '../../../../lib/server/session/current.ts'
import { vaultIsLocked } from '../../../../lib/server/vault/vault.ts'

export const dynamic = 'force-dynamic'

/** A file is kept by whoever asked for it, and run, shown or remembered by nobody on the way. */
const HEADERS = {
  'Cache-Control': 'no-store, no-transform',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  'X-Content-Type-Options': 'nosniff',
} as const

type Context = { params: Promise<{ handle: string }> }

export async function GET(_request: Request, { params }: Context): Promise<Response> {
  if (vaultIsLocked()) return answer('locked', 503)
  const { handle } = await params
  const person = await currentPerson()
  if (person === null) return answer('absent', 404)
  try {
    const found = await fetchDocument(person, handle)
    if (!found.ok) return answer(found.refusal, found.refusal === 'absent' ? 404 : 503)
    const { name, mediaType, content } = found.value
    return new Response(
      streamOf(content, (error) => logBug('download', error)),
      {
        headers: {
          ...HEADERS,
          'Content-Type': mediaType,
          'Content-Disposition': attachmentHeader(name),
        },
      },
    )
  } catch (error) {
    logBug('download', error)
    return answer('failed', 500)
  }
}

function answer(word: string, status: number): Response {
  return new Response(word, { status, headers: { ...HEADERS, 'Content-Type': 'text/plain' } })
}
