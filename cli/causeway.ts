/** `npm run -s causeway -- …`: the operator's command line. Each command tells what it did and ends with 0. */
import { BackupError } from '../lib/server/backup/backup-error.ts'
import { operatorSettings, SettingsError } from '../lib/server/env.ts'
import { ClusterError } from '../lib/server/postgres/cluster-error.ts'
import { MigrationError } from '../lib/server/postgres/migration-engine.ts'
import { VaultError } from '../lib/server/vault/vault-error.ts'
import { inHouse, onlyFlags, WRONG_USE, type Command } from './command.ts'
import { keyCommands } from './key-commands.ts'
import { reportEnd, StopError } from './launch/progress.mjs'
import { realFolder } from './server-settings.ts'

function migratorUrl(): string {
  const url = operatorSettings().DATABASE_MIGRATE_URL
  if (url === undefined)
    throw new StopError('DATABASE_MIGRATE_URL is missing: the login that may create roles.')
  return url
}

/** The database that was named, or, where any will do, one that is gone afterwards. */
async function withDatabase<T>(mustBeNamed: boolean, work: (url: string) => Promise<T>): Promise<T> {
  if (mustBeNamed || operatorSettings().DATABASE_MIGRATE_URL !== undefined) return work(migratorUrl())
  const { startThrowAwayCluster } = await import('../lib/server/postgres/throw-away.ts')
  const cluster = await startThrowAwayCluster()
  try {
    return await work(cluster.migratorUrl())
  } finally {
    await cluster.stop()
  }
}

async function migrate(args: readonly string[]): Promise<void> {
  onlyFlags(args, [])
  const { migrateHouse } = await import('../lib/server/postgres/migrate.ts')
  const { DATABASE_URL, DATABASE_JOBS_URL, CAUSEWAY_SECRET } = operatorSettings()
  const { ensureSecrets } = await import('./secrets.ts')
  const secret = CAUSEWAY_SECRET ?? ensureSecrets(realFolder).seal
  const applied = await migrateHouse(migratorUrl(), { logins: [DATABASE_URL, DATABASE_JOBS_URL], secret })
  const said = applied.length === 0 ? 'The database is up to date.' : `Applied: ${applied.join(', ')}`
  process.stdout.write(`${said}\n`)
}

async function migrateDiff(args: readonly string[]): Promise<void> {
  onlyFlags(args, ['--from=empty', '--from=migrations', '--from=database'])
  const { diffSql } = await import('../lib/server/postgres/migrate.ts')
  const asked = args[0]?.slice('--from='.length)
  const from = asked === 'empty' || asked === 'database' ? asked : 'migrations'
  const sql = await withDatabase(from === 'database', (url) => diffSql(url, from))
  process.stdout.write(sql === '' ? '-- No difference.\n' : sql)
}

async function firstAdministrator(args: readonly string[]): Promise<void> {
  onlyFlags(args, ['--unless-there-is-one'])
  await inHouse(['people', 'first-administrator', ...args], async () => {
    const { printFirstAdministratorLink } = await import('./first-administrator.ts')
    await printFirstAdministratorLink(args.includes('--unless-there-is-one'))
  })
}

async function setRoles(args: readonly string[]): Promise<void> {
  await inHouse(['people', 'set-roles', ...args], async () => {
    const { setRolesOf } = await import('./people.ts')
    await setRolesOf(args)
  })
}

async function addPerson(args: readonly string[]): Promise<void> {
  await inHouse(['people', 'add', ...args], async () => {
    const { addSomebody } = await import('./people.ts')
    await addSomebody(args)
  })
}

async function linkPerson(args: readonly string[]): Promise<void> {
  await inHouse(['people', 'link', ...args], async () => {
    const { linkSomebody } = await import('./people.ts')
    await linkSomebody(args)
  })
}

async function setLimit(args: readonly string[]): Promise<void> {
  await inHouse(['limits', 'looks-per-hour', ...args], async () => {
    const { looksPerHourSchema } = await import('../lib/features/operator/schema.ts')
    const { setLooksPerHour } = await import('../lib/features/operator/service.ts')
    const limit = looksPerHourSchema.safeParse(args[0])
    if (args.length !== 1 || !limit.success) throw new StopError('Name one number from 1 to 1000.', WRONG_USE)
    const outcome = await setLooksPerHour(limit.data)
    if (!outcome.ok) throw new StopError(`Refused: ${outcome.refusal}`)
    process.stdout.write(
      `One person may look at ${String(limit.data)} identities and addresses within an hour.\n`,
    )
  })
}

async function setRetention(args: readonly string[]): Promise<void> {
  await inHouse(['retention', ...args], async () => {
    const { retentionRuleSchema } = await import('../lib/features/forgetting/schema.ts')
    const { setRetention: set } = await import('../lib/features/operator/service.ts')
    const [outcome, days, fromOn = null, ...more] = args
    const rule = retentionRuleSchema.safeParse({ outcome, days, fromOn })
    if (!rule.success || more.length > 0) {
      throw new StopError(
        'Name an outcome, from 30 to 3650 days, and perhaps the day from which it holds.',
        WRONG_USE,
      )
    }
    const done = await set(rule.data)
    if (!done.ok)
      throw new StopError(`Refused: ${done.refusal}. A term begins today or later, and once a day.`)
    process.stdout.write(
      `From ${done.value.fromOn} on, a case that ended as ${rule.data.outcome} is proposed for deletion ${String(rule.data.days)} days after it closed.\n`,
    )
  })
}

const commands: Readonly<Record<string, Command>> = {
  migrate: { about: 'brings the database behind DATABASE_MIGRATE_URL up to date', run: migrate },
  'migrate diff': {
    about: 'prints the SQL from the migrations to prisma/schema (--from=empty|migrations|database)',
    run: migrateDiff,
  },
  'people first-administrator': {
    about: 'prints the one-time link for the first administrator',
    run: firstAdministrator,
  },
  'people add': { about: 'adds somebody and prints their one-time link', run: addPerson },
  'people link': { about: 'prints a new one-time link for somebody who is there', run: linkPerson },
  ...keyCommands,
  backup: {
    about: 'writes all of the house but its keys into one encrypted file',
    run: async (args) => (await import('./backup.ts')).backUp(args),
  },
  'backup new-identity': {
    about: 'makes the keys of somebody who keeps backups',
    run: async (args) => (await import('./backup.ts')).makeIdentity(args),
  },
  restore: {
    about: 'fills an empty house with a backup',
    run: async (args) => (await import('./backup.ts')).restore(args),
  },
  disclose: {
    about: 'protects a table of counts from standard input, as releases are',
    run: async (args) => (await import('./disclose.ts')).disclose(args),
  },
  'limits looks-per-hour': {
    about: 'sets how many identities one person may open within an hour',
    run: setLimit,
  },
  retention: {
    about: 'sets after how many days closed cases of an outcome are proposed for deletion',
    run: setRetention,
  },
  'people set-roles': {
    about: 'changes somebody’s roles and team, where no second administrator can decide',
    run: setRoles,
  },
}

/** The longest command name that the words begin with. */
function find(words: readonly string[]): { command: Command; rest: readonly string[] } {
  for (const length of [2, 1]) {
    const command = words.length < length ? undefined : commands[words.slice(0, length).join(' ')]
    if (command !== undefined) return { command, rest: words.slice(length) }
  }
  const list = Object.entries(commands).map(([name, { about }]) => `  ${name.padEnd(28)}${about}`)
  const said = words.length === 0 ? 'Which command?' : `Unknown command: ${words.join(' ')}`
  throw new StopError(`${said}\n\nnpm run -s causeway -- COMMAND\n${list.join('\n')}`, WRONG_USE)
}

try {
  const { command, rest } = find(process.argv.slice(2))
  await command.run(rest)
} catch (error) {
  const inWords =
    error instanceof SettingsError ||
    error instanceof ClusterError ||
    error instanceof MigrationError ||
    error instanceof VaultError ||
    error instanceof BackupError
  reportEnd(inWords ? new StopError(error.message) : error)
}
// Open pools of the services would keep the process alive.
process.exit()
