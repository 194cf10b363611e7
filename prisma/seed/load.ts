/**
 * The program that loads the invented caseload of the demonstration and of the benchmarks. Never in production: it
 * refuses unless CAUSEWAY_DEMO=1, and it refuses a database that holds a case, unless told to append.
 *
 *     node --conditions=react-server prisma/seed/load.ts --cases 240 [--seed N] [--today YYYY-MM-DD] [--append]
 *
 * Takes DATABASE_MIGRATE_URL. The same seed and the same today give the same rows; only password hashes differ, because
 * their salts must.
 */
import { parseArgs } from 'node:util'
import { isDay } from '../../lib/domain/calendar/partial-date.ts'
import { seedSettings, SettingsError } from '../../lib/server/env.ts'
import { loadCaseload, NotLoaded } from './loader.ts'

const DEMO_CASES = '240'
const MOST = 1_000_000

function wholeNumber(name: string, text: string): number {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Infinity
  if (number > MOST) throw new NotLoaded(`${name} must be a whole number up to ${String(MOST)}`)
  return number
}

try {
  const { migrateUrl, ...house } = seedSettings()
  const { values } = parseArgs({
    options: {
      cases: { type: 'string', default: DEMO_CASES },
      seed: { type: 'string', default: '1' },
      today: { type: 'string' },
      append: { type: 'boolean', default: false },
    },
  })
  const today = values.today ?? null
  if (today !== null && !isDay(today)) throw new NotLoaded('--today must be a day, YYYY-MM-DD')
  const cases = wholeNumber('--cases', values.cases)
  const seed = wholeNumber('--seed', values.seed)
  await loadCaseload({ url: migrateUrl, ...house, cases, seed, today, append: values.append }, (line) =>
    process.stdout.write(`${line}\n`),
  )
} catch (error) {
  const told = error instanceof NotLoaded || error instanceof SettingsError
  process.stderr.write(`${told ? error.message : String(error instanceof Error ? error.stack : error)}\n`)
  process.exitCode = 1
}
