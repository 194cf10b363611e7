/** Where the keys of a data folder stand: the key store and, apart from it, the file with what unwraps it. */
import { join } from 'node:path'
import { transitPlace, type OperatorSettings } from '../lib/server/env.ts'
import { readKeyFile } from '../lib/server/vault/key-file-content.ts'
import { ensureKeyFile } from '../lib/server/vault/key-file.ts'
import { ensureTransitFile, transitFile } from '../lib/server/vault/transit-file.ts'
import { transit } from '../lib/server/vault/transit.ts'
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

/**
 * Makes the key file at the first start. Throws StopError when it is lost or damaged, or its key service does not do its
 * part: the server would say so only in its log.
 */
export async function ensureKeys(
  { keyFile, keyStore }: KeyPlaces,
  settings: OperatorSettings,
): Promise<void> {
  const service = transitPlace(settings)
  try {
    if (service === null) {
      ensureKeyFile(keyFile, keyStore)
      readKeyFile(keyFile)
    } else {
      await ensureTransitFile(keyFile, keyStore, transit(service))
      await transitFile(keyFile, transit(service)).read()
    }
  } catch (error) {
    throw error instanceof VaultError ? new StopError(error.message) : error
  }
}
