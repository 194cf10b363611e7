/**
 * Takes a file in while it streams. The middleware does not stand before this one address, because it would hold the whole
 * body in memory and cut it; `next.config.ts` gives its answers their headers.
 */
import { documentSchema } from '../../../../lib/features/documents/schema.ts'
import { addDocument } from '../../../../lib/features/documents/service.ts'
import type { Refusal } from '../../../../lib/domain/refusal.ts'
import { refused } from '../../../../lib/domain/refusal.ts'
import { receive } from '../../../../lib/server/upload.ts'

export const dynamic = 'force-dynamic'

const STATUS: Partial<Record<Refusal, number>> = {
  'signed-out': 401,
  'not-allowed': 403,
  absent: 404,
  stale: 409,
  'key-reused': 409,
  'too-large': 413,
  failed: 500,
  locked: 503,
  'storage-unreachable': 503,
  'storage-full': 507,
}

type Context = { params: Promise<{ caseId: string }> }

export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { caseId } = await params
  const outcome = await receive(request, documentSchema, (actor, input, form, file) =>
    // The address only names what the form says: two cases in one request are none.
    input.caseId === caseId ? addDocument(actor, input, form, file) : Promise.resolve(refused('invalid')),
  )
  const status = outcome.ok ? 200 : (STATUS[outcome.refusal] ?? 400)
  return Response.json(outcome, { status, headers: { 'Cache-Control': 'no-store' } })
}
