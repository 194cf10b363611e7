/**
 * One watcher's stream of "look again": server-sent events without any content, so that nothing of a case is in them.
 * It ends with the session, and never keeps one alive.
 */
import 'server-only'
import type { SignedIn } from '../session/lookup.ts'
import { sessionLives } from '../session/lookup.ts'
import { logBug } from '../log.ts'
import { concerns } from './concerns.ts'
import { hear } from './hub.ts'

const HEARTBEAT_MS = 20_000
/** Tabs that one person watches from at once; a newer one takes the place of the oldest. */
export const MOST_STREAMS = 6

type Close = () => void
const openByPerson = new Map<string, Set<Close>>()
let endsWithProcess = false

/** Opens a stream for a person. `heartbeatMs` is how often the session is looked at. */
export function openStream(person: SignedIn, heartbeatMs = HEARTBEAT_MS): ReadableStream<Uint8Array> {
  endWithProcess()
  const encoder = new TextEncoder()
  let close: Close = () => undefined
  return new ReadableStream({
    start(controller) {
      const send = (text: string) => controller.enqueue(encoder.encode(text))
      const stopHearing = hear((change) => {
        if (change !== null && 'ended' in change) {
          // Whoever may connect may say so: the database is asked before anything ends.
          if (change.ended === person.personId) void beat(person.sessionId, send, close)
        } else if (change === null || concerns(change, person)) send('event: refresh\ndata: 1\n\n')
      })
      const heartbeat = setInterval(() => {
        void beat(person.sessionId, send, close)
      }, heartbeatMs)
      let closed = false
      close = () => {
        if (closed) return
        closed = true
        clearInterval(heartbeat)
        stopHearing()
        leave(person.personId, close)
        try {
          controller.close()
        } catch {
          // The reader has gone first.
        }
      }
      enter(person.personId, close)
      send('retry: 5000\n\n')
    },
    cancel() {
      close()
    },
  })
}

async function beat(sessionId: string, send: (text: string) => void, close: Close): Promise<void> {
  try {
    if (await sessionLives(sessionId)) send(': alive\n\n')
    else close()
  } catch (error) {
    // The database is away, or the reader: either way the browser asks again.
    logBug('live', error)
    close()
  }
}

function enter(personId: string, close: Close): void {
  const streams = openByPerson.get(personId) ?? new Set<Close>()
  openByPerson.set(personId, streams)
  streams.add(close)
  const [oldest] = streams
  if (streams.size > MOST_STREAMS) oldest?.()
}

function leave(personId: string, close: Close): void {
  const streams = openByPerson.get(personId)
  streams?.delete(close)
  if (streams?.size === 0) openByPerson.delete(personId)
}

/** Open streams would hold up the end of the server, which waits for its connections. */
function endWithProcess(): void {
  if (endsWithProcess) return
  endsWithProcess = true
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, closeStreams)
}

/** Ends every stream of this process. */
export function closeStreams(): void {
  for (const streams of [...openByPerson.values()]) for (const close of [...streams]) close()
}
