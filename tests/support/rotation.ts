/** Reads and writes of one process while another wraps all keys anew. */
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { caseOwner } from '../../lib/server/vault/owners.ts'
import { openRecords, sealRecords } from '../../lib/server/vault/sealed-records.ts'
import type { OwnVault } from './vaults.ts'

export type Rotated = {
  readonly keys: number
  readonly reads: number
  readonly failed: readonly string[]
  /** Milliseconds that each rotation took. */
  readonly took: readonly number[]
}

/** A vault, wherever its keys are. */
type AnyVault = Pick<OwnVault, 'ring' | 'keyStore' | 'keyFile'> & { readonly keysUrl?: string }

function rotator(vault: AnyVault, times: number): Promise<readonly number[]> {
  const program = path.join(import.meta.dirname, 'rotator.ts')
  const args = [
    '--conditions=react-server',
    program,
    vault.keyStore,
    vault.keyFile,
    String(times),
    ...(vault.keysUrl === undefined ? [] : [vault.keysUrl]),
  ]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  return new Promise((resolve, reject) => {
    child.once('close', (code) => {
      if (code === 0) resolve(JSON.parse(said) as number[])
      else reject(new Error(`the rotator ended with ${String(code)}`))
    })
  })
}

/** At least so many reads of so many cases while the keys are wrapped anew `times` times; each must give what was written. */
export async function rotateUnderLoad(
  vault: AnyVault,
  asked: { readonly cases: number; readonly reads: number; readonly times: number },
): Promise<Rotated> {
  const rows = Array.from({ length: asked.cases }, (_, at) => ({
    ...{ table: 'task' as const, owner: caseOwner(randomUUID()), row: randomUUID() },
    record: { title: `task ${String(at)}` },
  }))
  const sealed = await sealRecords(vault.ring, rows)
  const written = rows.map((row, at) => ({ ...row, record: sealed[at] ?? row.record }))
  let running = true
  const rotating = rotator(vault, asked.times).finally(() => {
    running = false
  })
  const failed: string[] = []
  let reads = 0
  for (let at = 0; running || reads < asked.reads; at = (at + 7) % written.length, reads++) {
    const row = written[at]
    if (row === undefined) break
    const [record] = await openRecords(vault.ring, [row]).catch((error: unknown) => [
      { title: String(error) },
    ])
    if (record?.title !== `task ${String(at)}`) failed.push(record?.title ?? 'nothing')
    if (reads % 50 === 0) {
      await sealRecords(vault.ring, [{ ...row, owner: caseOwner(randomUUID()) }]).catch((error: unknown) => {
        failed.push(String(error))
      })
      // Lets the other process be heard.
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  return { keys: asked.cases, reads, failed, took: await rotating }
}
