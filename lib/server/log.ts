/** The application log: one JSON line an event, to standard output. It never holds input, names or error messages. */
import 'server-only'
import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { env } from './env.ts'

let logger: pino.Logger | undefined

/** The process's logger, at the configured level. */
export function log(): pino.Logger {
  logger ??= pino({ base: null, level: env().CAUSEWAY_LOG_LEVEL })
  return logger
}

/**
 * Records a bug under a reference. The message stays out: Prisma's carry values, zod's echo input. The stack without
 * its first lines says where; of what the vault does not open, its place stands beside it: table, column and row.
 *
 * @param where a fixed word for the place, such as `action` or `job`
 * @returns the reference
 */
export function logBug(where: string, error: unknown): string {
  const reference = randomUUID()
  const name = error instanceof Error ? error.name : typeof error
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined
  log().error({ where, reference, name, code, ...ofVault(error), frames: frames(error) }, 'bug')
  return reference
}

/** What the vault says of a text that does not open, told by its shape: Next bundles the class more than once. */
function ofVault(error: unknown): { readonly fault?: unknown; readonly place?: unknown } {
  if (!(error instanceof Error) || error.name !== 'VaultError') return {}
  return {
    fault: 'fault' in error ? error.fault : undefined,
    place: 'place' in error ? error.place : undefined,
  }
}

function frames(error: unknown): string[] {
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .map((line) => line.trim())
}
