/** Where the keys of a data folder stand: the key store and, apart from it, the file with what unwraps it. */
import { join } from 'node:path'
import type { OperatorSettings } from '../lib/server/env.ts'
import { ensureKeyFile } from '../lib/server/vault/key-file.ts'
import { VaultError } from '../lib/server/vault/vault-error.ts'
import { StopError } from './launch/progress.mjs'

export type KeyPlaces = { readonly keyStore: string; readonly keyFile: string }

/** The places that were set, or those of the data folder. */
export function keyPlaces(dataFolder: string, settings: OperatorSettings): KeyPlaces {
  return {
    keyStore: settings.CAUSEWAY_KEY_STORE ?? join(dataFolder, 'keys', 'store.sqlite'),
    keyFile: settings.CAUSEWAY_KEY_FILE ?? join(dataFolder, 'key-file.json'),
  }
}

/** Makes the key file at the first start. Throws StopError when it is lost. */
export function ensureKeys({ keyFile, keyStore }: KeyPlaces): void {
  try {
    ensureKeyFile(keyFile, keyStore)
  } catch (error) {
    throw error instanceof VaultError ? new StopError(error.message) : error
  }
}
