/** Vaults of their own for tests: a key store and a key file in a folder that goes afterwards. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { ensureKeyFile, keyFile } from '../../lib/server/vault/key-file.ts'
import { keyring, type Keyring } from '../../lib/server/vault/keyring.ts'
import { openSqliteKeyStore } from '../../lib/server/vault/sqlite-key-store.ts'

export type OwnVault = {
  readonly folder: string
  readonly keyStore: string
  readonly keyFile: string
  readonly ring: Keyring
  /** The same vault as another process opens it. */
  readonly again: () => Keyring
}

/** A new vault with a key file and an empty key store. */
export function ownVault(): OwnVault {
  const folder = mkdtempSync(path.join(tmpdir(), 'causeway-vault-'))
  const places = {
    keyStore: path.join(folder, 'keys', 'store.sqlite'),
    keyFile: path.join(folder, 'key-file.json'),
  }
  ensureKeyFile(places.keyFile, places.keyStore)
  const rings: Keyring[] = []
  const again = (): Keyring => {
    const ring = keyring(openSqliteKeyStore(places.keyStore), keyFile(places.keyFile))
    rings.push(ring)
    return ring
  }
  onTestFinished(async () => {
    for (const ring of rings) await ring.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return { folder, ...places, ring: again(), again }
}
