/**
 * Hears from PostgreSQL that something changed and passes it on inside this process: one LISTEN connection for all who
 * watch. When the line broke, whatever was said meanwhile is lost, so everybody is told to look again.
 */
import 'server-only'
import pg from 'pg'
import { env } from '../env.ts'
import { logBug } from '../log.ts'
import { CHANNEL, type Change, type Ended } from './announce.ts'

/** `null`: anything may have changed. */
export type Listener = (change: Change | Ended | null) => void

const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 30_000

type Hub = {
  readonly listeners: Set<Listener>
  client: pg.Client | null
  retry: NodeJS.Timeout | null
  waitMs: number
  open: boolean
}

const hub: Hub = { listeners: new Set(), client: null, retry: null, waitMs: FIRST_WAIT_MS, open: false }

/** Begins to listen with the first listener. Returns how to stop hearing. */
export function hear(listener: Listener): () => void {
  hub.listeners.add(listener)
  if (!hub.open) {
    hub.open = true
    void connect(false)
  }
  return () => hub.listeners.delete(listener)
}

/** Closes the connection and forgets every listener; the next one opens it again. */
export async function closeHub(): Promise<void> {
  const { client, retry } = hub
  if (retry !== null) clearTimeout(retry)
  Object.assign(hub, { client: null, retry: null, waitMs: FIRST_WAIT_MS, open: false })
  hub.listeners.clear()
  await client?.end().catch(() => undefined)
}

async function connect(again: boolean): Promise<void> {
  const client = new pg.Client({
    connectionString: env().DATABASE_URL,
    keepAlive: true,
    application_name: 'causeway-live',
  })
  hub.client = client
  // Both may come for one break; the first that finds the client still in place acts.
  client.on('error', () => lost(client))
  client.on('end', () => lost(client))
  client.on('notification', ({ payload }) => tell(payload))
  try {
    await client.connect()
    await client.query(`LISTEN ${CHANNEL}`)
    hub.waitMs = FIRST_WAIT_MS
    if (again) tellAll(null)
  } catch (error) {
    if (hub.client === client) logBug('live', error)
    lost(client)
  }
}

function lost(client: pg.Client): void {
  if (hub.client !== client) return
  hub.client = null
  void client.end().catch(() => undefined)
  hub.retry = setTimeout(() => void connect(true), hub.waitMs)
  hub.waitMs = Math.min(hub.waitMs * 2, LONGEST_WAIT_MS)
}

function tell(payload: string | undefined): void {
  const change = readChange(payload)
  if (change !== null) tellAll(change)
}

function tellAll(change: Change | Ended | null): void {
  for (const listener of hub.listeners) listener(change)
}

/** Whoever may connect may notify: what has another shape is no change. */
function readChange(payload: string | undefined): Change | Ended | null {
  try {
    const said: unknown = JSON.parse(payload ?? '')
    if (typeof said === 'object' && said !== null && 'ended' in said) {
      return typeof said.ended === 'string' ? { ended: said.ended } : null
    }
    if (typeof said !== 'object' || said === null || !('team' in said) || !('workers' in said)) return null
    const { team, workers } = said
    if (typeof team !== 'string' || !Array.isArray(workers)) return null
    return { team, workers: workers.filter((worker) => typeof worker === 'string') }
  } catch {
    return null
  }
}
