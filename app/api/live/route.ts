/** Tells a signed-in browser to look again when something of its person's changed. It says neither what nor where. */
import { mayEver } from '../../../lib/domain/policy/decide.ts'
import { openStream } from '../../../lib/server/live/stream.ts'
import { watchingPerson } from '../../../lib/server/session/current.ts'
import { vaultIsLocked } from '../../../lib/server/vault/vault.ts'

export const dynamic = 'force-dynamic'

export async function GET(): Promise<Response> {
  if (vaultIsLocked()) return new Response(null, { status: 503 })
  const person = await watchingPerson()
  // EventSource asks no more after either: the page that comes next will open its own.
  if (person === null) return new Response(null, { status: 401 })
  if (!mayEver(person, 'case.list') && !mayEver(person, 'release.read'))
    return new Response(null, { status: 204 })
  return new Response(openStream(person), {
    headers: {
      'Content-Type': 'text/event-stream; charset=utf-8',
      // A compressor on the way would hold events back.
      'Cache-Control': 'no-store, no-transform',
      'X-Accel-Buffering': 'no',
    },
  })
}
