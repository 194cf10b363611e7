/**
 * The copy of the keys that a running server keeps on another disk: at most a minute old, and the newest only. A key that is
 * destroyed is gone from the copy too; what the copy forgot, no restore brings back. The copy of another store is left alone.
 */
import 'server-only'
import { env } from '../env.ts'
import { log, logBug } from '../log.ts'
import { stampOf } from './copy-refusal.ts'
import { copiesIn, copyInTurn, type CopyPlaces } from './key-copy.ts'
import { storePlace, type KeyPlaces } from './key-store-place.ts'
import { storeToCopy } from './store-watch.ts'
import { turnOf } from './turn.ts'
import { VaultError } from './vault-error.ts'

const EVERY_MS = 20_000
/** A copy that is older than this is late. */
const LATE_MS = 60_000

export type KeyCopier = {
  /** Copies what has changed since the last look. Throws VaultError when it cannot. */
  look(): Promise<void>
  close(): void
}

/** Watches the key store and the key file, and copies them. Several processes may: one copies at a time. */
export function keyCopier(from: KeyPlaces, to: CopyPlaces): KeyCopier {
  const places = copiesIn(from, to)
  const store = storeToCopy(from)
  let copied = ''
  let made: Stamps | undefined

  /** Another word whenever anybody has changed or replaced either of the two. */
  async function state(): Promise<string> {
    return JSON.stringify([await store.state(), stampOf(from.keyFile)])
  }

  /** Somebody may have taken a copy away, or put another there. */
  function areOurs(): boolean {
    const now = stampsOf(places)
    return now.keyStore === made?.keyStore && now.keyFile === made.keyFile
  }

  return {
    async look() {
      if ((await state()) === copied && areOurs()) return
      await turnOf(from.keyFile, async () => {
        // Before the copy: what changes while it is made is copied once more.
        const now = await state()
        const ownKeyFile = (copy: string) => made !== undefined && stampOf(copy) === made.keyFile
        await store.read((source) => {
          copyInTurn(source, to, { ownKeyFile })
        })
        copied = now
        made = stampsOf(places)
      })
    },
    close: () => {
      store.close()
    },
  }
}

/** What tells the copies of a moment from others. */
type Stamps = { readonly keyStore: string | null; readonly keyFile: string | null }

function stampsOf({ keyStore, keyFile }: CopyPlaces): Stamps {
  return {
    keyStore: keyStore === null ? null : stampOf(keyStore),
    keyFile: keyFile === null ? null : stampOf(keyFile),
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
  const { CAUSEWAY_KEY_FILE } = env()
  const { CAUSEWAY_KEY_STORE_COPY_DIR: keyStore = null, CAUSEWAY_KEY_FILE_COPY_DIR: keyFile = null } = env()
  if (keyStore === null && keyFile === null) return () => undefined
  const from = { ...storePlace(env()), keyFile: CAUSEWAY_KEY_FILE }
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
