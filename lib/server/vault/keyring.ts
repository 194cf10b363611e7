/** Finds the keys that seal and open: the store keeps them wrapped, the source has what unwraps them. */
import { randomBytes, randomUUID } from 'node:crypto'
import { dataKey, KEY_BYTES, type DataKey } from './data-key.ts'
import { newKeyEncryptionKey, type KeySource } from './key-source.ts'
import { isDestroyed, type KeyStore, type Rewrapped, type StoredKey } from './key-store.ts'
import type { Owner } from './owners.ts'
import { StoreHeld, VaultError } from './vault-error.ts'
import { unwrap, wrap, type KeyEncryptionKey, type KeyName } from './wrapping.ts'

const TRIES = 5

/** Keys that a check tries at most: a damaged one alone is no reason to stop. */
const TRIED = 20

const PUT_BACK = 'Put its newest copy back'

/** Keys that one process remembers at most. */
const REMEMBERED = 10_000

export type Keyring = {
  /**
   * The key under which each owner's texts are sealed from now on, by `nameOf`; made where there is none yet. Throws
   * VaultError `forgotten` when one of them was forgotten.
   */
  sealing(owners: readonly Owner[]): Promise<ReadonlyMap<string, DataKey>>
  /** The keys with these ids; what the store does not know is left out. */
  opening(ids: ReadonlySet<string>): Promise<ReadonlyMap<string, DataKey | 'forgotten'>>
  /** The next key of all of the owners or of none: what is sealed from now on takes it; what stands opens with the one before. */
  renew(...owners: readonly Owner[]): Promise<void>
  /**
   * Destroys every key of an owner: what they sealed is gone, here and in every backup, and nothing is ever sealed for the
   * owner again. May be repeated. Says how many there were.
   */
  forget(owner: Owner): Promise<number>
  /** A new key-encryption key wraps every key anew; the old ones go, but for one under which a damaged key is left. */
  rotate(): Promise<Rewrapped>
  /** The owners of keys, what becomes of those whom nobody knows, and who was forgotten. */
  readonly upkeep: Pick<KeyStore, 'owners' | 'sweep' | 'forgotten' | 'unforgotten'>
  /** Throws VaultError unless the source has every key that the store is wrapped with, and really opens the store. */
  check(): Promise<void>
  close(): Promise<void>
}

/** An owner as one word. */
export function nameOf({ kind, id }: Owner): string {
  return `${kind}:${id}`
}

/** The keyring of a store and a source. */
export function keyring(store: KeyStore, source: KeySource): Keyring {
  const wrapping = wrappingKeys(store, source)
  const remembered = memory()

  async function unwrapped(key: StoredKey): Promise<DataKey> {
    const secret = unwrap(await wrapping.byId(key.wrappedBy), key, key.wrapped)
    return dataKey(key.id, key.owner, key.version, secret)
  }

  /** Adds the first key, or the next after the one that is held, for each owner; null when somebody else was faster. */
  async function create(
    owners: readonly Owner[],
    held: ReadonlyMap<string, KeyName>,
  ): Promise<readonly DataKey[] | null> {
    const under = await wrapping.current(await store.wrappedBy())
    const made = owners.map((owner) => {
      const name = { id: randomUUID(), owner, version: (held.get(nameOf(owner))?.version ?? 0) + 1 }
      const secret = randomBytes(KEY_BYTES)
      return { name, secret, stored: { ...name, wrappedBy: under.id, wrapped: wrap(under, name, secret) } }
    })
    const created = await store.create(made.map(({ stored }) => stored))
    return created ? made.map(({ name, secret }) => dataKey(name.id, name.owner, name.version, secret)) : null
  }

  /** What is written about somebody forgotten would bring them back. */
  async function assertUnforgotten(owners: readonly Owner[]): Promise<void> {
    if (owners.length === 0) return
    const left = new Set(await store.unforgotten(owners))
    const gone = owners.find((owner) => !left.has(owner))
    if (gone !== undefined) throw new VaultError('forgotten', nameOf(gone))
  }

  async function sealing(owners: readonly Owner[]): Promise<ReadonlyMap<string, DataKey>> {
    const asked = distinct(owners)
    for (let left = TRIES; left > 0; left--) {
      const known = remembered(await store.stamp())
      const found = new Map<string, DataKey>()
      const before = new Map<string, KeyName>()
      for (const key of await store.newest(asked)) {
        before.set(nameOf(key.owner), key)
        if (isDestroyed(key)) continue
        const held = known.get(key.id)
        const opened = typeof held === 'object' ? held : await unwrapped(key)
        known.set(key.id, opened)
        found.set(nameOf(key.owner), opened)
      }
      const missing = asked.filter((owner) => !found.has(nameOf(owner)))
      await assertUnforgotten(missing)
      const made = missing.length === 0 ? [] : await create(missing, before)
      for (const key of made ?? []) {
        known.set(key.id, key)
        found.set(nameOf(key.owner), key)
      }
      if (made !== null) return found
    }
    throw unwilling(store)
  }

  async function opening(ids: ReadonlySet<string>): Promise<ReadonlyMap<string, DataKey | 'forgotten'>> {
    const known = remembered(await store.stamp())
    const missing = [...ids].filter((id) => !known.has(id))
    for (const key of missing.length === 0 ? [] : await store.get(missing)) {
      const opened = isDestroyed(key) ? 'forgotten' : await unwrapped(key).catch(unlessDamaged)
      if (opened !== null) known.set(key.id, opened)
    }
    return known
  }

  async function check(): Promise<void> {
    const { id: current } = await wrapping.current(await store.wrappedBy())
    for (const id of await store.inUse()) {
      const under = await wrapping.byId(id)
      const keys = await store.some(id, TRIED)
      // Under an older one only what a rotation could not open may be left.
      if (id === current && keys.length > 0 && keys.every((key) => secretOf(under, key) === null)) {
        throw new VaultError('unusable', `No key of the key store ${store.place} opens. ${PUT_BACK}`)
      }
    }
  }

  async function rotate(): Promise<Rewrapped> {
    const old = await source.read()
    const known = new Map(old.map((key) => [key.id, key]))
    // Before anything is changed: what a key wraps that is not there would be lost with this rotation.
    if ((await store.inUse()).some((id) => !known.has(id))) throw strange(store, source)
    const fresh = newKeyEncryptionKey()
    // Old and new stand in the source until every key is wrapped anew: a stop in between loses nothing.
    await source.keep([...old, fresh])
    const done = await store.rewrap(fresh.id, (key) => {
      const under = known.get(key.wrappedBy)
      const secret = under === undefined ? null : secretOf(under, key)
      return secret === null ? null : wrap(fresh, key, secret)
    })
    const inUse = await store.inUse()
    await source.keep([...old.filter(({ id }) => inUse.includes(id)), fresh])
    return done
  }

  return {
    sealing: (owners) => againWhenRotated(() => sealing(owners)),
    opening: (ids) => againWhenRotated(() => opening(ids)),
    async renew(...owners) {
      const held = await store.newest(owners)
      await assertUnforgotten(owners)
      const made = await create(owners, new Map(held.map((key) => [nameOf(key.owner), key])))
      if (made === null) throw unwilling(store)
    },

    forget: (owner) => store.destroy(owner),

    upkeep: store,

    rotate: () => source.inTurn(() => store.alone(rotate)),

    check: () => againWhenRotated(check),

    close: () => store.close(),
  }
}

/**
 * The keys that were read, for as long as nobody changes the store: unwrapping one costs a hundred times what looking it up
 * does. A key that is destroyed anywhere is forgotten here before the next text is opened.
 */
function memory() {
  let asOf = ''
  let keys = new Map<string, DataKey | 'forgotten'>()
  return (stamp: string): Map<string, DataKey | 'forgotten'> => {
    if (stamp !== asOf || keys.size > REMEMBERED) {
      asOf = stamp
      keys = new Map()
    }
    return keys
  }
}

/** One key that is damaged takes only its own texts with it. */
function unlessDamaged(error: unknown): null {
  if (error instanceof VaultError && error.fault === 'damaged') return null
  throw error
}

/** Who rotates may come between the reading of a key and of what unwraps it: both are read once more. */
async function againWhenRotated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof VaultError) || error instanceof StoreHeld || error.fault !== 'unusable')
      throw error
    return work()
  }
}

/** The key-encryption keys, read again when one is asked for that is not known: somebody may have rotated. */
function wrappingKeys(store: KeyStore, source: KeySource) {
  let known: readonly KeyEncryptionKey[] = []
  const byId = async (id: string): Promise<KeyEncryptionKey> => {
    const at = (): KeyEncryptionKey | undefined => known.find((key) => key.id === id)
    if (at() === undefined) known = await source.read()
    const key = at()
    if (key === undefined) throw strange(store, source)
    return key
  }
  /** The one that wraps new keys: the store's, or in an empty store the newest. */
  const current = async (inUse: string | null): Promise<KeyEncryptionKey> => {
    if (inUse !== null) return byId(inUse)
    known = await source.read()
    const newest = known.at(-1)
    if (newest === undefined) throw strange(store, source)
    return newest
  }
  return { byId, current }
}

function distinct(owners: readonly Owner[]): readonly Owner[] {
  return [...new Map(owners.map((owner) => [nameOf(owner), owner])).values()]
}

/** The secret of a stored key; null for one that is damaged. */
function secretOf(under: KeyEncryptionKey, key: StoredKey): Buffer | null {
  try {
    return unwrap(under, key, key.wrapped)
  } catch (error) {
    return unlessDamaged(error)
  }
}

function strange(store: KeyStore, source: KeySource): VaultError {
  return new VaultError(
    'unusable',
    `The key file ${source.place} is not the one of this key store, ${store.place}. Put the newest copies of both back`,
  )
}

function unwilling({ place }: KeyStore): VaultError {
  return new VaultError(
    'unusable',
    `The key store ${place} takes no new key: others make keys at the same time. Try again`,
  )
}
