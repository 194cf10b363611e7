/** The secrets of one data folder: made at its first start, kept in a file that only its owner reads. */
import { randomBytes } from 'node:crypto'
import { chmodSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { writeDurably } from '../lib/server/durable-file.ts'
import { StopError } from './launch/progress.mjs'

const names = ['superuser', 'migrator', 'app', 'jobs', 'session', 'seal'] as const
type SecretName = (typeof names)[number]

/** Each 32 random bytes as base64url. `superuser`, `migrator`, `app`, `jobs`: logins of the embedded database. */
export type Secrets = Readonly<Record<SecretName, string>>

const shape = z.partialRecord(z.enum(names), z.string().min(32))

function path(dataFolder: string): string {
  return join(dataFolder, 'secrets.json')
}

function readExisting(file: string): Partial<Secrets> | null {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw new StopError(`${file} cannot be read. Start as its owner, or choose another folder with --data.`)
  }
  try {
    return shape.parse(JSON.parse(text))
  } catch {
    // The content stays out of the message.
    throw new StopError(`${file} is damaged. Restore it from a backup: without it the data cannot be opened.`)
  }
}

/** Reads the secrets, makes those that are missing, closes the file to everybody else. */
export function ensureSecrets(dataFolder: string): Secrets {
  const file = path(dataFolder)
  const existing = readExisting(file)
  if (existing === null && statSync(join(dataFolder, 'database.json'), { throwIfNoEntry: false })) {
    throw new StopError(
      `${file} is missing. Restore it from a backup: without it the database cannot be opened.`,
    )
  }
  const made = Object.fromEntries(names.map((name) => [name, randomBytes(32).toString('base64url')]))
  const secrets = z.record(z.enum(names), z.string()).parse({ ...made, ...existing })
  if (names.some((name) => existing?.[name] === undefined)) {
    writeDurably(file, `${JSON.stringify(secrets, null, 2)}\n`)
  }
  if ((statSync(file).mode & 0o077) !== 0) chmodSync(file, 0o600)
  return secrets
}
