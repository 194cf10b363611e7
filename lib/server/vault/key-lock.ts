/**
 * Locks a key file, unlocks it for a process, and changes who may. What is asked of a name and a passphrase stands in
 * `keyHolderProblem`; who asks has been let in before.
 */
import { cleanLogin } from '../../domain/login.ts'
import { passwordProblem } from '../../domain/password/password-problem.ts'
import { granted, refused, type FieldProblem, type Outcome } from '../../domain/refusal.ts'
import { lockKeys, readKeyFile, unlockKeys, writeKeyFile, type LockedKeys } from './key-file-content.ts'
import {
  admit,
  enterAs,
  HOLDERS_AT_LEAST,
  newLockKey,
  type KeyHolder,
  type LockKey,
  type ScryptCost,
} from './key-holders.ts'
import type { Opening } from './opening.ts'
import { turnOf } from './turn.ts'
import { VaultError } from './vault-error.ts'
import type { KeyEncryptionKey } from './wrapping.ts'

/** Somebody who shall be able to unlock, and the passphrase that they alone know. */
export type NewHolder = { readonly name: string; readonly passphrase: string }

/** What is wrong with a holder's name or passphrase, or null: the rules of logins and passwords. */
export function keyHolderProblem({ name, passphrase }: NewHolder): Record<string, FieldProblem> | null {
  const login = cleanLogin(name)
  if (login === null) return { name: 'not-valid' }
  const problem = passwordProblem(passphrase, login)
  return problem === null ? null : { passphrase: problem }
}

/** True for a file that asks for a key holder. Throws VaultError `unusable`. */
export function isLockedFile(file: string): boolean {
  return readKeyFile(file).kind === 'locked'
}

/** True while this process has not been let into a locked file. Throws VaultError `unusable`. */
export function isLocked(file: string, opening: Opening): boolean {
  if (opening.state === 'unknown') opening.state = isLockedFile(file) ? 'locked' : 'open'
  return opening.state === 'locked'
}

/** A passphrase that was found right: the lock key, and the id of its holder. */
export type Entered = { readonly lock: LockKey; readonly holderId: string }

/**
 * Tries a passphrase; opens nothing yet.
 *
 * @returns null for a wrong passphrase and for an unknown name, after the same time
 */
export async function tryPassphrase(file: string, name: string, passphrase: string): Promise<Entered | null> {
  const content = lockedContent(file)
  const entered = await enterAs(content.lock, content.holders, name, passphrase)
  if (entered === null) return null
  // A file that was tampered with is told now, and not at the first request.
  unlockKeys(entered.lock, content)
  return { lock: entered.lock, holderId: entered.holder.id }
}

/** Opens the vault for this process, and lets begin what waited for it. */
export function openWith(opening: Opening, { lock }: Entered): void {
  opening.lock = lock
  opening.state = 'open'
  for (const begin of opening.waiting.splice(0)) begin()
}

/** Both at once, where nothing has to be recorded in between. Gives the holder's id, or null. */
export async function unlockFile(
  file: string,
  opening: Opening,
  name: string,
  passphrase: string,
): Promise<string | null> {
  const entered = await tryPassphrase(file, name, passphrase)
  if (entered === null) return null
  openWith(opening, entered)
  return entered.holderId
}

/**
 * Locks a plain file for two holders or more. One that is locked gets a lock of its own anew: whoever held the one before
 * holds this one only when they are named.
 *
 * @returns the ids of the holders
 */
export async function lockFile(
  file: string,
  opening: Opening,
  added: readonly NewHolder[],
  cost?: ScryptCost,
): Promise<Outcome<readonly string[]>> {
  if (new Set(added.map(({ name }) => cleanLogin(name))).size !== added.length) return refused('name-taken')
  if (added.length < HOLDERS_AT_LEAST) return refused('too-few-holders')
  const lock = newLockKey()
  const holders = await admitAll(lock, added, cost)
  if (!holders.ok) return holders
  return turnOf(file, () => {
    writeKeyFile(file, lockKeys(lock, holders.value, keysOf(file, opening)))
    Object.assign(opening, { lock, state: 'open' })
    return Promise.resolve(granted(holders.value.map(({ id }) => id)))
  })
}

/** Adds a holder to a file that this process has unlocked. Gives their id. */
export async function addHolder(
  file: string,
  opening: Opening,
  added: NewHolder,
  cost?: ScryptCost,
): Promise<Outcome<string>> {
  return turnOf(file, async () => {
    const { content, lock } = opened(file, opening)
    if (content.holders.some(({ name }) => name === cleanLogin(added.name))) return refused('name-taken')
    const admitted = await admitAll(lock, [added], cost)
    if (!admitted.ok) return admitted
    writeKeyFile(file, lockKeys(lock, [...content.holders, ...admitted.value], keysOf(file, opening)))
    return granted(admitted.value[0]?.id ?? '')
  })
}

/** Takes a holder out, never below two. Gives the id that they had. */
export async function removeHolder(file: string, opening: Opening, name: string): Promise<Outcome<string>> {
  return turnOf(file, () => {
    const { content, lock } = opened(file, opening)
    const gone = content.holders.find((holder) => holder.name === cleanLogin(name))
    if (gone === undefined) return Promise.resolve(refused('absent'))
    const left = content.holders.filter((holder) => holder !== gone)
    if (left.length < HOLDERS_AT_LEAST) return Promise.resolve(refused('too-few-holders'))
    writeKeyFile(file, lockKeys(lock, left, keysOf(file, opening)))
    return Promise.resolve(granted(gone.id))
  })
}

async function admitAll(
  lock: LockKey,
  added: readonly NewHolder[],
  cost?: ScryptCost,
): Promise<Outcome<readonly KeyHolder[]>> {
  const holders: KeyHolder[] = []
  // One after the other: each takes the memory of one try.
  for (const holder of added) {
    const problem = keyHolderProblem(holder)
    if (problem !== null) return refused('invalid', problem)
    holders.push(await admit(lock, cleanLogin(holder.name) ?? '', holder.passphrase, cost))
  }
  return granted(holders)
}

function keysOf(file: string, opening: Opening): readonly KeyEncryptionKey[] {
  const content = readKeyFile(file)
  if (content.kind === 'plain') return content.keys
  const { content: locked, lock } = opened(file, opening)
  return unlockKeys(lock, locked)
}

function opened(file: string, opening: Opening): { content: LockedKeys; lock: LockKey } {
  const content = lockedContent(file)
  if (opening.lock?.id !== content.lock) throw new VaultError('locked', `key file ${file}`)
  return { content, lock: opening.lock }
}

function lockedContent(file: string): LockedKeys {
  const content = readKeyFile(file)
  if (content.kind === 'locked') return content
  throw new VaultError('unusable', `key file ${file} is not for key holders`)
}
