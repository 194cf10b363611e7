/**
 * The vault of this process: seals what stores write and opens what they read. A stolen database, backup or disk holds
 * nothing but what stands clear in it by its data class.
 */
import 'server-only'
import { env, transitPlace } from '../env.ts'
import type { Outcome } from '../../domain/refusal.ts'
import { logBug } from '../log.ts'
import { keyFile } from './key-file.ts'
import {
  addHolder,
  isLocked,
  lockFile,
  openWith,
  removeHolder,
  tryPassphrase,
  type Entered,
  type NewHolder,
} from './key-lock.ts'
import { keyring, nameOf, type Keyring } from './keyring.ts'
import { openKeyStore, storePlace, type StorePlace } from './key-store-place.ts'
import type { Orphans, Rewrapped } from './key-store.ts'
import { forgetAll } from './forget-all.ts'
import { openingOfProcess } from './opening.ts'
import { OWNER_KINDS, type Owner } from './owners.ts'
import type { SealedTable } from './sealed-fields.ts'
import { sealAnew, type Anew, type StandingText } from './seal-anew.ts'
import { marked, openEach, openRecords, sealRecords, type Columns, type Row } from './sealed-records.ts'
import { keyIdOf, type Place } from './sealed-text.ts'
import { transitFile } from './transit-file.ts'
import { transit } from './transit.ts'
import { VaultError } from './vault-error.ts'

/** Owners of keys that are looked up at once. */
const OWNERS_AT_ONCE = 1_000

let ring: Keyring | undefined

/** Fails closed: while the key file is locked nothing is sealed or opened, whatever was read before. */
function vault(): Keyring {
  if (vaultIsLocked()) throw new VaultError('locked', 'vault')
  const { CAUSEWAY_KEY_FILE } = env()
  const service = transitPlace()
  ring ??= keyring(
    openKeyStore(storePlace(env())),
    service === null
      ? keyFile(CAUSEWAY_KEY_FILE, openingOfProcess())
      : transitFile(CAUSEWAY_KEY_FILE, transit(service)),
  )
  return ring
}

/** The record of one row as it may stand in the database. Throws VaultError. */
export async function sealed<T extends SealedTable, R extends Columns<T>>(
  table: T,
  owner: Owner,
  row: string,
  record: R,
): Promise<R> {
  const [one] = await sealRecords(vault(), [{ table, owner, row, record }])
  if (one === undefined) throw new VaultError('unusable', table)
  return one
}

/** The same for many rows, in their order. */
export async function sealedAll<T extends SealedTable, R extends Columns<T>>(
  rows: readonly Row<T, R>[],
): Promise<readonly R[]> {
  return sealRecords(vault(), rows)
}

/** The record of one row as it was before it was sealed; null when its key was destroyed. Throws VaultError. */
export async function openedIfKept<T extends SealedTable, R extends Columns<T>>(
  table: T,
  owner: Owner,
  row: string,
  record: R,
): Promise<R | null> {
  const [one = null] = await openRecords(vault(), [{ table, owner, row, record }])
  return one
}

/** The record of one row as it was before it was sealed. Throws VaultError, also when its key was destroyed. */
export async function opened<T extends SealedTable, R extends Columns<T>>(
  table: T,
  owner: Owner,
  row: string,
  record: R,
): Promise<R> {
  const one = await openedIfKept(table, owner, row, record)
  if (one === null) throw new VaultError('forgotten', { table, column: null, row })
  return one
}

/** What stands where a text of a list does not open: a sign of no language. */
export const UNREADABLE = '⟦?⟧'

/**
 * The same for the many rows of a list, in their order, with one question to the key store. A text that does not open is
 * logged and marked: one damaged row must not take the list of a night away.
 */
export async function openedAll<T extends SealedTable, R extends Columns<T>>(
  rows: readonly Row<T, R>[],
): Promise<readonly R[]> {
  const records = await openEach(vault(), rows)
  return rows.map((row, at) => {
    const record = records[at]
    if (record !== undefined && !(record instanceof VaultError)) return record
    logBug('vault', record)
    return marked(row, UNREADABLE)
  })
}

/** An owner as its name says it, such as `case:…`; null for what names none. */
function ownerNamed(name: string): Owner | null {
  const [said, id] = name.split(':')
  const kind = OWNER_KINDS.find((known) => known === said)
  return kind === undefined || id === undefined ? null : { kind, id }
}

/** Owners by their names. Throws VaultError `unusable` for a name of none: what was promised to be forgotten is never passed over. */
function ownersNamed(names: readonly string[]): readonly Owner[] {
  return names.map((name) => {
    const owner = ownerNamed(name)
    if (owner === null)
      throw new VaultError('unusable', 'Something is to be forgotten that is no owner of keys')
    return owner
  })
}

/**
 * Forgets owners, named as `kind:id`, for good: destroys their keys, and none of them ever gets another. May be repeated; what
 * was broken off is finished by the next call. Says how many keys there were. Throws VaultError, `BytesLeft` when the keys of all
 * are destroyed.
 */
export async function forgetOwners(names: readonly string[]): Promise<number> {
  return forgetAll(vault(), ownersNamed(names))
}

/** Those of the owners, named as `kind:id`, that are not forgotten yet. Throws VaultError. */
export async function unforgotten(names: readonly string[]): Promise<readonly string[]> {
  return (await vault().upkeep.unforgotten(ownersNamed(names))).map(nameOf)
}

/** Ids of all cases that were forgotten: the key store remembers them whatever database it is put beside. */
export async function forgottenCases(): Promise<readonly string[]> {
  return vault().upkeep.forgotten('case')
}

/** False while it is locked. Throws VaultError unless the key file opens the key store otherwise. */
export async function vaultOpens(): Promise<boolean> {
  if (vaultIsLocked()) return false
  await vault().check()
  return true
}

/**
 * Throws VaultError `unusable` when a key store does not know a key that a text of the database is sealed with; a destroyed
 * one it knows. Asks the store alone, so also while the key file is locked.
 */
export async function assertKnownKeys(
  place: StorePlace,
  texts: readonly (Place & { readonly text: string })[],
): Promise<void> {
  const ids = new Set(texts.map(({ text, ...place }) => keyIdOf(text, place)))
  const store = openKeyStore(place)
  try {
    const known = new Set((await store.get([...ids])).map(({ id }) => id))
    if ([...ids].every((id) => known.has(id))) return
  } finally {
    await store.close()
  }
  throw new VaultError(
    'unusable',
    `The key store ${store.place} is not the one of this database, or an older copy of it. Put its newest copy back`,
  )
}

/** True while the key file is locked and nobody has unlocked it in this process. Throws VaultError `unusable`. */
export function vaultIsLocked(): boolean {
  // A key service asks for nobody's passphrase; a file that is locked as well is told as what it is where it is read.
  return transitPlace() === null && isLocked(env().CAUSEWAY_KEY_FILE, openingOfProcess())
}

/** Tries a key holder's passphrase; opens nothing yet. Null for a wrong one and for an unknown name. */
export async function enterVault(name: string, passphrase: string): Promise<Entered | null> {
  return tryPassphrase(env().CAUSEWAY_KEY_FILE, name, passphrase)
}

/** Opens the vault for this process. */
export function openVault(entered: Entered): void {
  openWith(openingOfProcess(), entered)
}

/** Begins something once a key holder has unlocked the vault; what it throws must be its own matter. */
export function whenVaultOpens(begin: () => void): void {
  openingOfProcess().waiting.push(begin)
}

/** Locks the key file for these holders and nobody else. Gives their ids. */
export async function lockKeyFile(holders: readonly NewHolder[]): Promise<Outcome<readonly string[]>> {
  return lockFile(env().CAUSEWAY_KEY_FILE, openingOfProcess(), holders)
}

/** Adds a key holder. Gives their id. */
export async function addKeyHolder(holder: NewHolder): Promise<Outcome<string>> {
  return addHolder(env().CAUSEWAY_KEY_FILE, openingOfProcess(), holder)
}

/** Takes a key holder out, never below two. Gives the id that they had. */
export async function removeKeyHolder(name: string): Promise<Outcome<string>> {
  return removeHolder(env().CAUSEWAY_KEY_FILE, openingOfProcess(), name)
}

/** Wraps every key anew under a new key-encryption key, while servers go on reading. Says how many, and how many did not open. */
export async function rotateVault(): Promise<Rewrapped> {
  return vault().rotate()
}

/** Gives each of the owners, all or none, their next key. Throws VaultError, `forgotten` when one of them is. */
export async function renewKeys(owners: readonly Owner[]): Promise<void> {
  await vault().renew(...owners)
}

/** What is to take the place of each text that stands under an older key of its owner; nothing is written. Throws VaultError. */
export async function sealedAnew(texts: readonly StandingText[]): Promise<readonly Anew[]> {
  return sealAnew(vault(), texts)
}

/** All owners who have a key, in pages. */
export async function* keyOwners(): AsyncGenerator<readonly Owner[]> {
  const { upkeep } = vault()
  let page: readonly Owner[] = []
  do {
    page = await upkeep.owners(page.at(-1) ?? null, OWNERS_AT_ONCE)
    if (page.length > 0) yield page
  } while (page.length === OWNERS_AT_ONCE)
}

/** Tells the key store whom no row knows. Says how many keys were destroyed. */
export async function sweepKeys(found: Orphans): Promise<number> {
  return vault().upkeep.sweep(found)
}

/** Closes the key store; the next use opens it again. */
export async function closeVault(): Promise<void> {
  await ring?.close()
  ring = undefined
}
