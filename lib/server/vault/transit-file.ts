/**
 * The key file of a house with a key service: it holds the key-encryption keys as the service encrypted them, and is worth
 * nothing without it. A plain file that was there before is read once more; the next rotation leaves none of its keys.
 */
import { readKeyFile, writeKeyFile, type TransitKey } from './key-file-content.ts'
import { KEY_BYTES } from './data-key.ts'
import { keyEncryptionKey, newKeyEncryptionKey, type KeySource } from './key-source.ts'
import type { Transit } from './transit.ts'
import { turnOf } from './turn.ts'
import { VaultError } from './vault-error.ts'
import type { KeyEncryptionKey } from './wrapping.ts'

/** The key file at a path, behind a key service. */
export function transitFile(file: string, service: Transit): KeySource {
  return {
    place: file,
    read: () => readKeys(file, service),
    keep: (keys) => writeKeys(file, service, keys),
    inTurn: (work) => turnOf(file, work),
  }
}

/** The same as `makeKeyFile` for a house with a key service. Throws VaultError `unusable`. */
export async function makeTransitFile(file: string, service: Transit): Promise<void> {
  await writeKeys(file, service, [newKeyEncryptionKey()])
}

async function readKeys(file: string, service: Transit): Promise<readonly KeyEncryptionKey[]> {
  const content = readKeyFile(file)
  if (content.kind === 'plain') return content.keys
  if (content.kind === 'locked')
    throw new VaultError(
      'unusable',
      `key file ${file} is locked for key holders: CAUSEWAY_TRANSIT_URL must be absent`,
    )
  const keys: KeyEncryptionKey[] = []
  for (const { id, ciphertext } of content.keys) {
    const secret = await service.decrypt(ciphertext)
    const key = keyEncryptionKey(secret)
    // The service's word is not taken for it: the id is a hash of the key.
    if (secret.length !== KEY_BYTES || key.id !== id)
      throw new VaultError('unusable', `key file ${file} is damaged`)
    keys.push(key)
  }
  return keys
}

async function writeKeys(file: string, service: Transit, keys: readonly KeyEncryptionKey[]): Promise<void> {
  const said: TransitKey[] = []
  for (const { id, secret } of keys) said.push({ id, ciphertext: await service.encrypt(secret) })
  writeKeyFile(file, { kind: 'transit', key: service.key, keys: said })
}
