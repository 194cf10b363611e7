/** Which port of 127.0.0.1 is free: the wanted one, else any. */
import { createServer } from 'node:net'

/** Listens for a moment on `port` (0: any) and returns the number, or null when something else has it. */
export function tryPort(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(null))
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      const found = typeof address === 'object' && address !== null ? address.port : null
      server.close(() => resolve(found))
    })
  })
}

/** `preferred` when it is free, otherwise a port that the system gives. */
export async function freePort(preferred = 0): Promise<number> {
  const found = (preferred === 0 ? null : await tryPort(preferred)) ?? (await tryPort(0))
  if (found === null) throw new Error('no port of 127.0.0.1 can be opened')
  return found
}
