/** Hands a document out, once for each handle. Whatever is wrong with a handle, and whoever asks, the answer is the same. */
import { fetchDocument } from '../../../../lib/features/documents/service.ts'
import { streamOf } from '../../../../lib/server/stream-of.ts'
import { attachmentHeaders, noAttachment } from '../../../../lib/server/attachment.ts'
import { logBug } from '../../../../lib/server/log.ts'
import { currentPerson } from '../../../../lib/server/session/current.ts'
import { vaultIsLocked } from '../../../../lib/server/vault/vault.ts'

export const dynamic = 'force-dynamic'

type Context = { params: Promise<{ handle: string }> }

export async function GET(_request: Request, { params }: Context): Promise<Response> {
  if (vaultIsLocked()) return noAttachment('locked', 503)
  const { handle } = await params
  const person = await currentPerson()
  if (person === null) return noAttachment('absent', 404)
  try {
    const found = await fetchDocument(person, handle)
    if (!found.ok) return noAttachment(found.refusal, found.refusal === 'absent' ? 404 : 503)
    const { name, mediaType, content } = found.value
    return new Response(
      streamOf(content, (error) => logBug('download', error)),
      { headers: attachmentHeaders(name, mediaType) },
    )
  } catch (error) {
    logBug('download', error)
    return noAttachment('failed', 500)
  }
}
