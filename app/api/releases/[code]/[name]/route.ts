/** Hands a file of a release out for seven days, and writes that into the register. Whatever is wrong, the answer is the same. */
import { attachmentHeader } from '../../../../../lib/domain/documents/file-name.ts'
import { fetchFile } from '../../../../../lib/features/release-decisions/service.ts'
import { logBug } from '../../../../../lib/server/log.ts'
import { currentPerson } from '../../../../../lib/server/session/current.ts'
import { vaultIsLocked } from '../../../../../lib/server/vault/vault.ts'

export const dynamic = 'force-dynamic'

/** A file is kept by whoever asked for it, and run, shown or remembered by nobody on the way. */
const HEADERS = {
  'Cache-Control': 'no-store, no-transform',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  'X-Content-Type-Options': 'nosniff',
} as const

type Context = { params: Promise<{ code: string; name: string }> }

export async function GET(_request: Request, { params }: Context): Promise<Response> {
  if (vaultIsLocked()) return answer('locked', 503)
  const person = await currentPerson()
  if (person === null) return answer('absent', 404)
  try {
    const found = await fetchFile(person, await params)
    if (!found.ok) return answer('absent', 404)
    const { name, mediaType, bytes } = found.value
    return new Response(bytes, {
      headers: {
        ...HEADERS,
        'Content-Type': mediaType,
        'Content-Length': String(bytes.byteLength),
        'Content-Disposition': attachmentHeader(name),
      },
    })
  } catch (error) {
    logBug('release', error)
    return answer('failed', 500)
  }
}

function answer(word: string, status: number): Response {
  return new Response(word, { status, headers: { ...HEADERS, 'Content-Type': 'text/plain' } })
}
