/**
 * The copy of the keys that a running server keeps on another disk: at most a minute old, and the newest only. A key that is
 * destroyed is gone from the copy too; what the copy forgot, no restore brings back.
 */
import 'server-only'
import { existsSync, statSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { env } from '../env.ts'
import { log, logBug } from '../log.ts'
import { copyKeyFileInto, copyStoreInto, type KeyFiles } from './key-copy.ts'
import { PATIENCE_MS } from './sqlite-patience.ts'
import { turnOf } from './turn.ts'
import { VaultError } from './vault-error.ts'

const EVERY_MS = 20_000
/** A copy that is older than this is late. */
const LATE_MS = 60_000

/** Folders for the copies; null for what is not copied. The two files belong on different disks. */
export type CopyPlaces = { readonly keyStore: string | null; readonly keyFile: string | null }

export type KeyCopier = {
  /** Copies what has changed since the last look. Throws VaultError when it cannot. */
  look(): Promise<void>
  close(): void
}

/** Watches two files and copies them. Several processes may: one copies at a time. */
export function keyCopier(from: KeyFiles, to: CopyPlaces): KeyCopier {
  let watching: DatabaseSync | undefined
  let copied = ''

  /** Another word whenever anybody has changed either file. */
  function state(): string {
    watching ??= new DatabaseSync(from.keyStore, { timeout: PATIENCE_MS })
    const { data_version } = watching.prepare('PRAGMA data_version').get() ?? {}
    const { mtimeMs, ino } = statSync(from.keyFile)
    return JSON.stringify([data_version, mtimeMs, ino])
  }

  /** Somebody may have taken a copy away. */
  function areThere(): boolean {
    const copies = [
      [to.keyStore, from.keyStore],
      [to.keyFile, from.keyFile],
    ] as const
    return copies.every(
      ([folder, file]) => folder === null || existsSync(path.join(folder, path.basename(file))),
    )
  }

  return {
    async look() {
      if (state() === copied && areThere()) return
      await turnOf(from.keyFile, () => {
        // Before the copy: what changes while it is made is copied once more.
        const now = state()
        if (to.keyStore !== null) copyStoreInto(from, to.keyStore)
        // Last: who finds a key file finds the store that it opens.
        if (to.keyFile !== null) copyKeyFileInto(from, to.keyFile)
        copied = now
        return Promise.resolve()
      })
    },
    close() {
      watching?.close()
      watching = undefined
    },
  }
}

type Kept = { lastMs: number }

const PLACE = Symbol.for('causeway.key-copy')

/** When this process last knew the copy to be right. Next bundles this file more than once; the process is one. */
function kept(): Kept | null {
  const known: unknown = Reflect.get(globalThis, PLACE)
  return typeof known === 'object' && known !== null && 'lastMs' in known && typeof known.lastMs === 'number'
    ? { lastMs: known.lastMs }
    : null
}

function keep(lastMs: number): void {
  Reflect.set(globalThis, PLACE, { lastMs })
}

/** True while the copy of the keys is older than a minute; false too where none is kept. */
export function keyCopyIsLate(now: number = Date.now()): boolean {
  const known = kept()
  return known !== null && now - known.lastMs > LATE_MS
}

/**
 * Keeps the copies that the settings ask for, for as long as the process lives or until it is told to stop. Stops nothing
 * when it cannot: it says so in the log, each time.
 */
export function startKeyCopies(everyMs: number = EVERY_MS): () => void {
  const { CAUSEWAY_KEY_STORE, CAUSEWAY_KEY_FILE } = env()
  const { CAUSEWAY_KEY_STORE_COPY_DIR: keyStore = null, CAUSEWAY_KEY_FILE_COPY_DIR: keyFile = null } = env()
  if (keyStore === null && keyFile === null) return () => undefined
  const from = { keyStore: CAUSEWAY_KEY_STORE, keyFile: CAUSEWAY_KEY_FILE }
  const copier = keyCopier(from, { keyStore, keyFile })
  keep(Date.now())
  let stopped = false
  const look = async (): Promise<void> => {
    try {
      await copier.look()
      keep(Date.now())
    } catch (error) {
      const why = error instanceof VaultError ? error.message : logBug('key-copy', error)
      log().error({ where: 'key-copy', late: keyCopyIsLate(), why }, 'the keys were not copied')
    }
    if (stopped) copier.close()
    else setTimeout(() => void look(), everyMs).unref()
  }
  void look()
  return () => {
    stopped = true
  }
}
