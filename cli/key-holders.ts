/** The lock of the key file by the operator's shell: who may unlock it, and unlocking it for one command. */
import { passwordProblem } from '../lib/domain/password/password-problem.ts'
import { cleanLogin } from '../lib/domain/login.ts'
import type { Outcome, Refused } from '../lib/domain/refusal.ts'
import {
  addHolder,
  isLockedFile,
  lockFile,
  removeHolder,
  unlockFile,
  type NewHolder,
} from '../lib/server/vault/key-lock.ts'
import { HOLDERS_AT_LEAST } from '../lib/server/vault/key-holders.ts'
import { openingOfProcess } from '../lib/server/vault/opening.ts'
import { VaultError } from '../lib/server/vault/vault-error.ts'
import { askLine, askSecret, atTerminal } from './ask.ts'
import { StopError } from './launch/progress.mjs'

const WRONG_USE = 2

const SAID: Readonly<Partial<Record<Refused['refusal'], string>>> = {
  absent: 'The lock has no key holder of this name.',
  'name-taken': 'A key holder has this name already.',
  'too-few-holders': 'A lock needs two key holders or more.',
}

/** What is done to the lock, recorded or not. */
export type LockWork = {
  lock(holders: readonly NewHolder[]): Promise<Outcome<unknown>>
  add(holder: NewHolder): Promise<Outcome<unknown>>
  remove(name: string): Promise<Outcome<unknown>>
}

/** The same on a file whose house does not run: there is no log to write into. */
export function unrecorded(file: string): LockWork {
  const opening = openingOfProcess()
  return {
    lock: (holders) => lockFile(file, opening, holders),
    add: (holder) => addHolder(file, opening, holder),
    remove: (name) => removeHolder(file, opening, name),
  }
}

/** Asks a key holder for their passphrase where the key file is locked. Throws StopError when it is a wrong one. */
export async function unlockAtTerminal(file: string): Promise<void> {
  try {
    if (!isLockedFile(file)) return
    const name = await askLine('Key holder: ')
    const passphrase = await askSecret('Passphrase: ')
    if ((await unlockFile(file, openingOfProcess(), name, passphrase)) === null) {
      throw new StopError('No key holder has this name and this passphrase.')
    }
  } catch (error) {
    throw error instanceof VaultError ? new StopError(error.message) : error
  }
}

/** Asks at the terminal until the web server is unlocked: by the same door as from a telephone, into its memory alone. */
export async function unlockHouse(origin: string): Promise<void> {
  for (;;) {
    const holder = await askLine('Key holder: ')
    const passphrase = await askSecret('Passphrase: ')
    const { status } = await fetch(`${origin}/locked`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin },
      body: new URLSearchParams({ holder, passphrase }),
    })
    if (status === 303) break
    process.stderr.write('That did not open it.\n')
  }
  process.stdout.write(`Causeway is ready at ${origin}\n`)
}

/** Locks the key file for two holders or more. */
export async function lockKeys(work: LockWork): Promise<void> {
  const holders: NewHolder[] = []
  for (;;) {
    const enough = holders.length >= HOLDERS_AT_LEAST
    const name = await askLine(
      enough ? 'Name of the next key holder (none: Enter): ' : `Name of key holder ${holders.length + 1}: `,
    )
    if (name === '' && enough) break
    holders.push(await newHolder(name))
  }
  settle(await work.lock(holders))
  process.stdout.write(
    `The key file is locked. Each of these opens it alone: ${holders.map(({ name }) => name).join(', ')}
Now wrap the keys anew, so that older copies of the file open nothing: npm run -s causeway -- keys rotate\n`,
  )
}

/** Adds a key holder. */
export async function addKeyHolder(name: string, work: LockWork): Promise<void> {
  const holder = await newHolder(name)
  settle(await work.add(holder))
  process.stdout.write(`${holder.name} opens the key file from now on. Copy it now.\n`)
}

/** Takes a key holder out. */
export async function removeKeyHolder(name: string, work: LockWork): Promise<void> {
  settle(await work.remove(name))
  process.stdout.write(
    `${name} opens the key file no more. An older copy of it still opens for them, and so does what its lock key seals: lock it anew, then rotate.\n`,
  )
}

/** The one word of a command that names a holder. Throws StopError. */
export function onlyName(args: readonly string[]): string {
  const name = cleanLogin(args[0] ?? '')
  if (args.length === 1 && name !== null) return name
  throw new StopError('Name one key holder: small letters and digits.', WRONG_USE)
}

async function newHolder(asked: string): Promise<NewHolder> {
  const name = cleanLogin(asked)
  if (name === null) throw new StopError('A name has small letters and digits.', WRONG_USE)
  for (;;) {
    const problem = await typedTwice(name)
    if (typeof problem !== 'string') return problem
    if (!atTerminal()) throw new StopError(problem, WRONG_USE)
    process.stderr.write(`${problem}\n`)
  }
}

/** The holder, or what is wrong in words. */
async function typedTwice(name: string): Promise<NewHolder | string> {
  const passphrase = await askSecret(`Passphrase of ${name}: `)
  const problem = passwordProblem(passphrase, name)
  if (problem === 'password-common') return 'This passphrase is among the first that are tried.'
  if (problem !== null) return 'A passphrase has 15 to 256 characters.'
  const again = await askSecret('Once more: ')
  return again === passphrase ? { name, passphrase } : 'The two are not the same.'
}

function settle(outcome: Outcome<unknown>): void {
  if (!outcome.ok) throw new StopError(SAID[outcome.refusal] ?? `Refused: ${outcome.refusal}`)
}
