/** Where the keys of a data folder stand: the key store and, apart from it, the file with what unwraps it. */
import { join } from 'node:path'
import { transitPlace, type OperatorSettings } from '../lib/server/env.ts'
import { readKeyFile } from '../lib/server/vault/key-file-content.ts'
import { beginsHere, makeKeyFile } from '../lib/server/vault/key-file.ts'
import { assertApart, beginsOnServer } from '../lib/server/vault/key-server-start.ts'
import type { KeyPlaces } from '../lib/server/vault/key-store-place.ts'
import { makeTransitFile, transitFile } from '../lib/server/vault/transit-file.ts'
import { transit } from '../lib/server/vault/transit.ts'
import { VaultError } from '../lib/server/vault/vault-error.ts'
import { StopError } from './launch/progress.mjs'

/** The places that were set, or those of the data folder. */
export function keyPlaces(dataFolder: string, settings: OperatorSettings): KeyPlaces {
  return {
    keyStore: settings.CAUSEWAY_KEY_STORE ?? join(dataFolder, 'keys', 'store.sqlite'),
    keyFile: settings.CAUSEWAY_KEY_FILE ?? join(dataFolder, 'key-file.json'),
    keysUrl: settings.KEYS_DATABASE_URL ?? null,
  }
}

/**
 * Makes the empty key store and the key file at the first start. `dataUrl`: of the database that a key store on a server must be
 * apart from. Throws StopError when either is lost or damaged, or the key service or the server does not do its part: the
 * web server would say so only in its log.
 */
export async function ensureKeys(
  { keyFile, keyStore, keysUrl = null }: KeyPlaces,
  settings: OperatorSettings,
  dataUrl: string | null = null,
): Promise<void> {
  const service = transitPlace(settings)
  try {
    if (keysUrl !== null && dataUrl !== null) await assertApart(dataUrl, keysUrl)
    const begins = keysUrl === null ? beginsHere(keyFile, keyStore) : await beginsOnServer(keyFile, keysUrl)
    if (service === null) {
      if (begins) makeKeyFile(keyFile)
      readKeyFile(keyFile)
    } else {
      if (begins) await makeTransitFile(keyFile, transit(service))
      await transitFile(keyFile, transit(service)).read()
    }
  } catch (error) {
    throw error instanceof VaultError ? new StopError(error.message) : error
  }
}
