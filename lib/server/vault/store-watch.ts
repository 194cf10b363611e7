/** What a copier needs of a key store, wherever it is: to see that it has changed, and to read it as it was at one moment. */
import { statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import type { CopySource } from './key-copy.ts'
import type { KeyPlaces } from './key-store-place.ts'
import { openPostgresKeyStore } from './postgres-key-store.ts'
import { PATIENCE_MS } from './sqlite-patience.ts'
import { snapshotOf } from './store-snapshot.ts'

export type StoreToCopy = {
  /** Another word whenever anybody has changed or replaced the store. Throws where it is not there. */
  state(): Promise<string>
  /** Does work with the store as it is at one moment. Throws VaultError `unusable`. */
  read<T>(work: (source: CopySource) => T): Promise<T>
  close(): void
}

/** The key store of these places. */
export function storeToCopy({ keyStore, keyFile, keysUrl = null }: KeyPlaces): StoreToCopy {
  const files = { keyStore, keyFile }
  return keysUrl === null ? fileToCopy(files) : serverToCopy(files, keysUrl)
}

function fileToCopy(files: CopySource): StoreToCopy {
  let watching: { readonly database: DatabaseSync; readonly file: string } | undefined
  function close(): void {
    watching?.database.close()
    watching = undefined
  }
  function state(): string {
    const { dev, ino } = statSync(files.keyStore)
    const file = [dev, ino].join(' ')
    // SQLite goes on reading a file whose place another has taken.
    if (watching?.file !== file) close()
    watching ??= { database: new DatabaseSync(files.keyStore, { timeout: PATIENCE_MS }), file }
    const { data_version } = watching.database.prepare('PRAGMA data_version').get() ?? {}
    return JSON.stringify([file, data_version])
  }
  return {
    state: () => Promise.resolve().then(state),
    read: (work) => Promise.resolve().then(() => work(files)),
    close,
  }
}

function serverToCopy(files: CopySource, url: string): StoreToCopy {
  const store = openPostgresKeyStore(url)
  return {
    state: () => store.state(),
    async read(work) {
      const snapshot = await snapshotOf(url)
      try {
        return work({ ...files, snapshot })
      } finally {
        snapshot.close()
      }
    },
    // Nobody waits for connections that nobody uses.
    close: () => void store.close(),
  }
}
