/**
 * Says whether the house can serve, whether it waits for a key holder, and that the copy of its keys is late, to anybody who
 * asks, and nothing else. A late copy takes nobody off the net.
 */
import { healthOf } from '../../../lib/server/act/health.ts'

export async function GET(): Promise<Response> {
  const health = await healthOf()
  return Response.json(health, {
    status: health.ok ? 200 : 503,
    headers: { 'Cache-Control': 'no-store' },
  })
}
