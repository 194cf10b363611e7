/** Says whether the house can serve, and whether it waits for a key holder, to anybody who asks, and nothing else. */
import { isHealthy } from '../../../lib/server/act/health.ts'
import { vaultIsLocked } from '../../../lib/server/vault/vault.ts'

export async function GET(): Promise<Response> {
  const headers = { 'Cache-Control': 'no-store' }
  if (vaultIsLocked()) return Response.json({ ok: false, locked: true }, { status: 503, headers })
  const ok = await isHealthy()
  return Response.json({ ok }, { status: ok ? 200 : 503, headers })
}
