/**
 * Who may open a backup. Public keys may stand anywhere; a private key is read from a file that only its owner reads, and a
 * passphrase from such a file or the terminal: never from an argument or a setting, which other programs can read.
 */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { generateIdentity, identityToRecipient } from 'age-encryption'
import { passwordProblem } from '../lib/domain/password/password-problem.ts'
import type { Sealing, Unsealing } from '../lib/server/backup/envelope.ts'
import { writeDurably } from '../lib/server/durable-file.ts'
import { askSecret } from './ask.ts'
import { StopError } from './launch/progress.mjs'

/** For whom a backup is made: the public keys that were named or set, or else whoever knows a passphrase. */
export async function sealingOf(asked: {
  readonly recipients: readonly string[]
  readonly passphraseFile: string | undefined
}): Promise<Sealing> {
  if (asked.recipients.length > 0 && asked.passphraseFile === undefined) {
    return { kind: 'recipients', recipients: asked.recipients }
  }
  const passphrase =
    asked.passphraseFile === undefined ? await typedTwice() : readSecret(asked.passphraseFile).trim()
  const problem = passwordProblem(passphrase, '')
  if (problem === 'password-common') throw new StopError('This passphrase is among the first that are tried.')
  if (problem !== null) throw new StopError('A passphrase has 15 to 256 characters.')
  return { kind: 'passphrase', passphrase }
}

/** What opens a backup: the private keys of a file, or a passphrase. */
export async function unsealingOf(asked: {
  readonly identityFile: string | undefined
  readonly passphraseFile: string | undefined
}): Promise<Unsealing> {
  if (asked.identityFile !== undefined) {
    const lines = readSecret(asked.identityFile).split(/\r?\n/)
    const identities = lines.filter((line) => line !== '' && !line.startsWith('#'))
    if (identities.length === 0) throw new StopError(`${asked.identityFile} holds no private key.`)
    return { kind: 'identities', identities }
  }
  const passphrase =
    asked.passphraseFile === undefined
      ? await askSecret('Passphrase of the backup: ')
      : readSecret(asked.passphraseFile).trim()
  return { kind: 'passphrase', passphrase }
}

/** Makes a private key in a file of its own and gives the public one. */
export async function newIdentity(asked: string): Promise<string> {
  const file = resolve(asked)
  if (existsSync(file)) throw new StopError(`${file} is there already: what it opens would be lost.`)
  const identity = await generateIdentity()
  const recipient = await identityToRecipient(identity)
  writeDurably(file, `# public key: ${recipient}\n${identity}\n`)
  return recipient
}

function readSecret(asked: string): string {
  const file = resolve(asked)
  const found = statSync(file, { throwIfNoEntry: false })
  if (found?.isFile() !== true) throw new StopError(`There is no file ${file}.`)
  if ((found.mode & 0o077) !== 0) {
    throw new StopError(`${file} may be read by others than its owner. Close it first: chmod 600`)
  }
  return readFileSync(file, 'utf8')
}

async function typedTwice(): Promise<string> {
  const passphrase = await askSecret('Passphrase of the backup: ')
  if ((await askSecret('Once more: ')) === passphrase) return passphrase
  throw new StopError('The two are not the same.')
}
