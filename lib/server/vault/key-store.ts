/** Where owners' keys are kept, apart from the database that they open: a stolen or restored database has none of them. */
import type { Owner, OwnerKind } from './owners.ts'
import type { KeyName } from './wrapping.ts'

/** `wrappedBy`: id of the key-encryption key. */
export type StoredKey = KeyName & { readonly wrappedBy: string; readonly wrapped: Uint8Array }

/** What is left of a destroyed key, for good: nothing may bring it back, not even an older copy of the store. */
export type Tombstone = KeyName & { readonly destroyedAt: Date }

/** How many keys were wrapped anew, and how many could not be: damaged, they open nothing. */
export type Rewrapped = { readonly keys: number; readonly unopened: number }

/** What a look at the rows said. `destroyed`: whoever is noted since before this time loses their keys. */
export type Orphans = {
  readonly orphans: readonly Owner[]
  readonly known: readonly Owner[]
  readonly now: Date
  readonly destroyed: Date
}

export type KeyStore = {
  /** Where it is, in words for an operator. */
  readonly place: string
  /**
   * Keeps new keys, all or none, durably: it comes before anything sealed with them is committed.
   *
   * @returns false when an owner has a key of this version already, or was forgotten, or when keys are wrapped by another
   *   key-encryption key by now: read again, and try again
   */
  create(keys: readonly StoredKey[]): Promise<boolean>
  /** The keys with these ids; ids that the store does not know are left out. */
  get(ids: readonly string[]): Promise<readonly (StoredKey | Tombstone)[]>
  /**
   * The newest key of each owner, a tombstone when it was destroyed, in no order; who never had one is left out. For whoever
   * seals with it.
   */
  newest(owners: readonly Owner[]): Promise<readonly (StoredKey | Tombstone)[]>
  /**
   * Destroys all keys of an owner, who never gets another one. Says how many there were. Throws VaultError `unusable` when they are destroyed and somebody
   * who reads keeps their bytes on the disk: the next call takes them away.
   */
  destroy(owner: Owner): Promise<number>
  /** Those of the owners that were not forgotten. An owner whose key was swept, as no row knew it, is not. */
  unforgotten(owners: readonly Owner[]): Promise<readonly Owner[]>
  /** Ids of the owners of a kind that were forgotten. */
  forgotten(kind: OwnerKind): Promise<readonly string[]>
  /** Id of the key-encryption key that wraps new keys; null in an empty store. */
  wrappedBy(): Promise<string | null>
  /** Ids of all key-encryption keys that wrap a key. */
  inUse(): Promise<readonly string[]>
  /** Some of the keys that a key-encryption key wraps. */
  some(wrappedBy: string, atMost: number): Promise<readonly StoredKey[]>
  /**
   * Takes new keys under `to` only, and wraps every other one anew, in steps so short that nobody waits for long. What was
   * broken off is finished by the next call. A key for which `again` gives null stays as it is.
   *
   * @returns how many were wrapped anew, and how many were not
   */
  rewrap(to: string, again: (key: StoredKey) => Uint8Array | null): Promise<Rewrapped>
  /**
   * Does work that wraps keys anew while no other machine does: two key files would each get a key that the other lacks.
   * Throws VaultError when another is at it.
   */
  alone<T>(work: () => Promise<T>): Promise<T>
  /** How many keys are destroyed. It only grows: a store that knows of fewer is an older one. */
  tombstones(): Promise<number>
  /** Owners who have a key that is not destroyed, after the given one by kind and id. */
  owners(after: Owner | null, atMost: number): Promise<readonly Owner[]>
  /**
   * Notes since when nobody knows some owners, forgets the note about others, and destroys the keys of those whom nobody has
   * known since before a time. Whoever takes an owner's key to seal with (`newest`) takes the note away. Says how many keys
   * were destroyed; throws as `destroy` does.
   */
  sweep(found: Orphans): Promise<number>
  /**
   * Another word whenever somebody else has destroyed keys or wrapped them anew: what was read under an older one may be
   * gone. Asked before every opening.
   */
  stamp(): Promise<string>
  close(): Promise<void>
}

export function isDestroyed(key: StoredKey | Tombstone): key is Tombstone {
  return 'destroyedAt' in key
}
