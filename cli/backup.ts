/** `causeway backup` and `causeway restore`: all of a house into one encrypted file, and back into an empty one. */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readBackup, writeBackup } from '../lib/server/backup/backup-file.ts'
import type { Entry } from '../lib/server/backup/entries.ts'
import { fileEntries } from '../lib/server/backup/folder.ts'
import { operatorSettings } from '../lib/server/env.ts'
import { databaseEntries } from '../lib/server/postgres/backup/dump.ts'
import {
  assertRestorable,
  readHead,
  restoreHouse,
  type Restored,
} from '../lib/server/postgres/backup/load.ts'
import { migrateHouse } from '../lib/server/postgres/migrate.ts'
import { openKeyStore, type StorePlace } from '../lib/server/vault/key-store-place.ts'
import type { Owner } from '../lib/server/vault/owners.ts'
import { newIdentity, sealingOf, unsealingOf } from './backup-keys.ts'
import { hasHouse, isRunning, withHouseDatabase } from './house-database.ts'
import { keyPlaces } from './keys.ts'
import { StopError } from './launch/progress.mjs'
import { realFolder } from './server-settings.ts'

const WRONG_USE = 2
const BACKUP_USE = 'causeway backup TARGET [--recipient age1…]… [--passphrase-file FILE] [--data DIR]'
const RESTORE_USE =
  'causeway restore SOURCE [--identity FILE | --passphrase-file FILE] [--data DIR] [--despite-unknown-keys]'

/** What people uploaded, unless an object store has it, which is backed up on its own. */
function documentsOf(folder: string): string {
  return operatorSettings().CAUSEWAY_DOCUMENTS ?? join(folder, 'documents')
}

/** Writes a backup of the house, which may go on working. */
export async function backUp(args: readonly string[]): Promise<void> {
  const { words, options } = read(args, BACKUP_USE, {
    recipient: { type: 'string', multiple: true },
    'passphrase-file': { type: 'string' },
    data: { type: 'string' },
  })
  const folder = resolve(options.data ?? realFolder)
  if (!hasHouse(folder)) throw new StopError(`There is no house in ${folder}.`)
  const sealing = await sealingOf({
    recipients: options.recipient ?? operatorSettings().CAUSEWAY_BACKUP_RECIPIENTS ?? [],
    passphraseFile: options['passphrase-file'],
  })
  const places = keyPlaces(folder, operatorSettings())
  const made = await withHouseDatabase(folder, ({ migratorUrl }) =>
    writeBackup(resolve(words), sealing, everything(migratorUrl, places, documentsOf(folder))),
  )
  const size = `${String(made.tables)} tables with ${String(made.rows)} rows, ${String(made.files)} files`
  process.stdout.write(`${made.file}: ${size}.\nSHA-256: ${made.sha256}
The keys are not in it: keep the newest copy of the key store, and of the key file, each elsewhere.\n`)
}

async function* everything(
  migratorUrl: string,
  places: StorePlace,
  documents: string,
): AsyncGenerator<Entry> {
  const store = openKeyStore(places)
  try {
    yield* databaseEntries(migratorUrl, await store.tombstones())
  } finally {
    await store.close()
  }
  // After the rows: a file that a row names was there before it.
  yield* fileEntries(documents)
}

/** Fills an empty house with a backup, and joins it with the key store that stands there. */
export async function restore(args: readonly string[]): Promise<void> {
  const { words, options } = read(args, RESTORE_USE, {
    identity: { type: 'string' },
    'passphrase-file': { type: 'string' },
    data: { type: 'string' },
    'despite-unknown-keys': { type: 'boolean', default: false },
  })
  const folder = resolve(options.data ?? realFolder)
  if (await isRunning(folder)) {
    throw new StopError(`The house in ${folder} runs. Stop it, or restore into another folder: --data DIR`)
  }
  const places = keyPlaces(folder, operatorSettings())
  const { keyStore, keyFile } = places
  for (const file of places.keysUrl === null ? [keyStore, keyFile] : [keyFile]) {
    if (!existsSync(file)) {
      throw new StopError(
        `${file} is missing. Put the newest copies of the key store and the key file there first.`,
      )
    }
  }
  const unsealing = await unsealingOf({
    identityFile: options.identity,
    passphraseFile: options['passphrase-file'],
  })
  // Before anything is started or made: a backup that does not open changes nothing.
  const entries = await readBackup(resolve(words), unsealing)
  const head = await readHead(entries)
  const store = openKeyStore(places)
  try {
    const done = await withHouseDatabase(folder, async ({ migratorUrl, appUrl, jobsUrl, secret }) => {
      await assertRestorable(migratorUrl, head)
      await migrateHouse(migratorUrl, { logins: [appUrl, jobsUrl], secret })
      const documents = documentsOf(folder)
      const despiteUnknownKeys = options['despite-unknown-keys']
      return restoreHouse(head, entries, { migratorUrl, documents, store, despiteUnknownKeys })
    })
    process.stdout.write(inWords(done))
  } finally {
    await store.close()
  }
}

/** Makes the pair of keys of somebody who keeps backups. */
export async function makeIdentity(args: readonly string[]): Promise<void> {
  const [file] = args
  if (args.length !== 1 || file === undefined) throw new StopError('Name one file.', WRONG_USE)
  const recipient = await newIdentity(file)
  process.stdout.write(`Public key: ${recipient}
The file opens every backup that is made for it. Keep it, and a copy, away from the house and from its backups.\n`)
}

function inWords({ madeAt, tables, rows, files, forgotten, unknownKeys }: Restored): string {
  const lost = unknownKeys === 0 ? '' : `${String(unknownKeys)} keys are unknown: what they sealed is lost.\n`
  const gone = forgotten.length === 0 ? '' : `Forgotten, and not brought back: ${countedOf(forgotten)}.\n`
  return `The house of ${madeAt} is back: ${String(tables)} tables with ${String(rows)} rows, ${String(files)} files.
${gone}${lost}What was done since then is not in it. Before anybody signs in: docs/operations.md, "After a restore".\n`
}

function countedOf(owners: readonly Owner[]): string {
  const kinds = Map.groupBy(owners, ({ kind }) => kind)
  return [...kinds].map(([kind, all]) => `${String(all.length)} × ${kind}`).join(', ')
}

type Options = NonNullable<Parameters<typeof parseArgs>[0]>['options']

/** The one word and the options of a command. */
function read<const O extends NonNullable<Options>>(args: readonly string[], usage: string, options: O) {
  let found
  try {
    found = parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (error) {
    throw new StopError(`${error instanceof Error ? error.message : String(error)}\n${usage}`, WRONG_USE)
  }
  const [words] = found.positionals
  if (words === undefined || found.positionals.length > 1) throw new StopError(usage, WRONG_USE)
  return { words, options: found.values }
}
