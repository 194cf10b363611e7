/**
 * Says whether the house can serve, whether it waits for a key holder, and when the copy of its keys is late, to anybody who
 * asks, and nothing else. A late copy takes nobody off the net.
 */
import { isHealthy } from '../../../lib/server/act/health.ts'
import { keyCopyIsLate } from '../../../lib/server/vault/key-copier.ts'
import { vaultIsLocked } from '../../../lib/server/vault/vault.ts'

export async function GET(): Promise<Response> {
  const headers = { 'Cache-Control': 'no-store' }
  const late = keyCopyIsLate() ? { keyCopyLate: true } : {}
  if (vaultIsLocked()) return Response.json({ ok: false, locked: true, ...late }, { status: 503, headers })
  const ok = await isHealthy()
  return Response.json({ ok, ...late }, { status: ok ? 200 : 503, headers })
}
