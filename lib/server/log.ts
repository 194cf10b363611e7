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
 * its first lines says where.
 *
 * @param where a fixed word for the place, such as `action` or `job`
 * @returns the reference
 */
export function logBug(where: string, error: unknown): string {
  const reference = randomUUID()
  const name = error instanceof Error ? error.name : typeof error
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined
  log().error({ where, reference, name, code, frames: frames(error) }, 'bug')
  return reference
}

function frames(error: unknown): string[] {
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .map((line) => line.trim())
}
