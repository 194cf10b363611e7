/**
 * Who may use a data folder: one run at a time. The holder listens on a port and answers with the token of the lock
 * file. A number of a process would lie after a reboot or inside a container; a dead holder answers nobody.
 */
import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'

const lockShape = z.object({
  port: z.number().int().positive(),
  token: z.string().min(1),
  pid: z.number().int(),
})
const answerMs = 2000
const settleMs = 50

export type FolderLock = { release(): Promise<void> }

function readLock(path: string): z.output<typeof lockShape> | null {
  try {
    return lockShape.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return null
  }
}

/** What the holder on `port` answers; empty when nobody does. */
async function ask(port: number): Promise<string> {
  const socket = connect({ port, host: '127.0.0.1' })
  socket.setTimeout(answerMs, () => socket.destroy())
  return text(socket).catch(() => '')
}

/** The process id of the run that uses `folder` now, or null. */
export async function holderOf(folder: string): Promise<number | null> {
  const lock = readLock(join(folder, 'lock.json'))
  if (lock === null) return null
  return (await ask(lock.port)) === lock.token ? lock.pid : null
}

/** Takes the folder for this process, or says which process has it. */
export async function lockFolder(folder: string): Promise<FolderLock | { readonly heldBy: number }> {
  const heldBy = await holderOf(folder)
  if (heldBy !== null) return { heldBy }
  const token = randomBytes(16).toString('hex')
  const server = createServer((socket) => socket.on('error', () => socket.destroy()).end(token))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve)
  })
  server.unref()
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  mkdirSync(folder, { recursive: true })
  const path = join(folder, 'lock.json')
  const fresh = `${path}.${token}`
  writeFileSync(fresh, JSON.stringify({ port, token, pid: process.pid }), { mode: 0o600 })
  renameSync(fresh, path)
  const close = () => new Promise((resolve) => server.close(resolve))
  // Two starts that saw the same dead lock both come here; the one that wrote last has it.
  await wait(settleMs)
  const now = readLock(path)
  if (now !== null && now.token !== token) {
    await close()
    return { heldBy: now.pid }
  }
  return {
    async release() {
      if (readLock(path)?.token === token) rmSync(path, { force: true })
      await close()
    },
  }
}
