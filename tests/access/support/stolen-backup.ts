/** A backup of a served house, as a thief finds it, and as one reads it who has stolen its key as well. */
import { createWriteStream } from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { generateIdentity, identityToRecipient } from 'age-encryption'
import { readBackup, writeBackup } from '../../../lib/server/backup/backup-file.ts'
import { written, type Entry } from '../../../lib/server/backup/entries.ts'
import { fileEntries } from '../../../lib/server/backup/folder.ts'
import { databaseEntries } from '../../../lib/server/postgres/backup/dump.ts'

async function* everything(migratorUrl: string, documents: string): AsyncGenerator<Entry> {
  yield* databaseEntries(migratorUrl, 0)
  yield* fileEntries(documents)
}

/** Writes both into a folder. */
export async function stolenBackup(
  migratorUrl: string,
  folder: string,
  documents: string,
): Promise<{ readonly sealed: string; readonly opened: string }> {
  const identity = await generateIdentity()
  const sealing = { kind: 'recipients', recipients: [await identityToRecipient(identity)] } as const
  const sealed = path.join(folder, 'house.age')
  await writeBackup(sealed, sealing, everything(migratorUrl, documents))
  const opened = path.join(folder, 'house.opened')
  const entries = await readBackup(sealed, { kind: 'identities', identities: [identity] })
  await pipeline(Readable.from(written(entries)), createWriteStream(opened))
  return { sealed, opened }
}
