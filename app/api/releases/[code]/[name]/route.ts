/** Hands a file of a release out for seven days, and writes that into the register. Whatever is wrong, the answer is the same. */
import { fetchFile } from '../../../../../lib/features/release-decisions/service.ts'
import { attachmentHeaders, noAttachment } from '../../../../../lib/server/attachment.ts'
import { logBug } from '../../../../../lib/server/log.ts'
import { currentPerson } from '../../../../../lib/server/session/current.ts'
import { vaultIsLocked } from '../../../../../lib/server/vault/vault.ts'

export const dynamic = 'force-dynamic'

type Context = { params: Promise<{ code: string; name: string }> }

export async function GET(_request: Request, { params }: Context): Promise<Response> {
  if (vaultIsLocked()) return noAttachment('locked', 503)
  const person = await currentPerson()
  if (person === null) return noAttachment('absent', 404)
  try {
    const found = await fetchFile(person, await params)
    if (!found.ok) return noAttachment('absent', 404)
    const { name, mediaType, bytes } = found.value
    return new Response(bytes, {
      headers: { ...attachmentHeaders(name, mediaType), 'Content-Length': String(bytes.byteLength) },
    })
  } catch (error) {
    logBug('release', error)
    return noAttachment('failed', 500)
  }
}
