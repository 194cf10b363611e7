/** Says whether the house can serve, to anybody who asks, and nothing else. */
import { isHealthy } from '../../../lib/server/act/health.ts'

export async function GET(): Promise<Response> {
  const ok = await isHealthy()
  return Response.json({ ok }, { status: ok ? 200 : 503, headers: { 'Cache-Control': 'no-store' } })
}
