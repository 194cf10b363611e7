/** A row of a key store, whatever database gave it, as what it says. */
import type { StoredKey, Tombstone } from './key-store.ts'
import { OWNER_KINDS, type Owner } from './owners.ts'
import { VaultError } from './vault-error.ts'

export type Row = Readonly<Record<string, unknown>>

/** The owner that two columns name; null for none that this version knows. */
export function ownerOf(kind: unknown, id: unknown): Owner | null {
  const known = OWNER_KINDS.find((one) => one === kind)
  return known === undefined || typeof id !== 'string' ? null : { kind: known, id }
}

/** The key, or what is left of it. Throws VaultError `unusable` for a row that this version would not have written. */
export function keyOf(row: Row): StoredKey | Tombstone {
  const { id, owner_kind, owner_id, version, wrapped_by, wrapped, destroyed_at } = row
  const owner = ownerOf(owner_kind, owner_id)
  const keyId = textOf(id)
  if (owner === null || keyId === undefined) throw strange()
  const named = { id: keyId, owner, version: Number(version) }
  const destroyedAt = textOf(destroyed_at)
  if (destroyedAt !== undefined) return { ...named, destroyedAt: new Date(destroyedAt) }
  const wrappedBy = textOf(wrapped_by)
  if (!(wrapped instanceof Uint8Array) || wrappedBy === undefined) throw strange()
  return { ...named, wrappedBy, wrapped }
}

/** The text of a column, if it is one. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function strange(): VaultError {
  return new VaultError(
    'unusable',
    'A row of the key store is not as this version writes it. Put the newest copy back, or start the version that wrote it',
  )
}
