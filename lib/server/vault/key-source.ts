/** Where the key-encryption key comes from. It stands in no database, no log and no environment. */
import { createHash, randomBytes } from 'node:crypto'
import { KEY_BYTES } from './data-key.ts'
import type { KeyEncryptionKey } from './wrapping.ts'

const ID_BYTES = 16

export type KeySource = {
  /** Where it is, in words for an operator. */
  readonly place: string
  /** All key-encryption keys that are still in use, the newest last. Throws VaultError `unusable` or `locked`. */
  read(): Promise<readonly KeyEncryptionKey[]>
  /** Keeps these keys, durably, and no others. */
  keep(keys: readonly KeyEncryptionKey[]): Promise<void>
  /** Does work that reads and then keeps, while no other process does: two who rotate at once would lose a key. */
  inTurn<T>(work: () => Promise<T>): Promise<T>
}

/** The key-encryption key of 32 secret bytes. Its id is a hash of them: one that does not fit was damaged. */
export function keyEncryptionKey(secret: Buffer): KeyEncryptionKey {
  const id = createHash('sha256').update('causeway/key-encryption-key/1').update(secret).digest('hex')
  return { id: id.slice(0, 2 * ID_BYTES), secret }
}

/** A new key-encryption key. */
export function newKeyEncryptionKey(): KeyEncryptionKey {
  return keyEncryptionKey(randomBytes(KEY_BYTES))
}
