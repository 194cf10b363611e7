/** Where the key store of a house is, and the one door to it: a SQLite file, or a second database server. */
import type { OperatorSettings } from '../env.ts'
import type { KeyStore } from './key-store.ts'
import { openPostgresKeyStore } from './postgres-key-store.ts'
import { openSqliteKeyStore } from './sqlite-key-store.ts'

/** `keyStore`: the file, whose name a copy takes too. `keysUrl`: the server that takes its place; absent for none. */
export type StorePlace = { readonly keyStore: string; readonly keysUrl?: string | null }

/** Where the keys of a house are: the store, and apart from it the file with what unwraps it. */
export type KeyPlaces = StorePlace & { readonly keyFile: string }

/** The place that the settings of a server name. */
export function storePlace({
  CAUSEWAY_KEY_STORE,
  KEYS_DATABASE_URL,
}: Pick<OperatorSettings, 'KEYS_DATABASE_URL'> & { readonly CAUSEWAY_KEY_STORE: string }): StorePlace {
  return { keyStore: CAUSEWAY_KEY_STORE, keysUrl: KEYS_DATABASE_URL ?? null }
}

/** Opens the key store. Throws VaultError `unusable` for a file that is missing or none; a server says so when it is asked. */
export function openKeyStore({ keyStore, keysUrl = null }: StorePlace): KeyStore {
  return keysUrl === null ? openSqliteKeyStore(keyStore) : openPostgresKeyStore(keysUrl)
}
