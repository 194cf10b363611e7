/**
 * Whether a key file may take the place of a copy: only when nothing that opens a key goes with the copy. Ids are compared,
 * never keys; of a locked file, which shows none, its lock and its holders.
 */
import { existsSync, readFileSync } from 'node:fs'
import { copyStays } from './copy-refusal.ts'
import { parseKeyFile, readKeyFile, type KeyFileContent } from './key-file-content.ts'
import { usedBy, type StoreFit } from './store-copy-fit.ts'
import type { CopySource } from './key-copy.ts'

/**
 * The copy of the key file; `store`: what the copy of the key store told, null where none is kept; `own`: this process wrote
 * the copy, and nobody since; `beside`: both copies stand in one folder.
 */
export type KeyFileCopy = {
  readonly place: string
  readonly store: StoreFit | null
  readonly own: boolean
  readonly beside: boolean
}

/**
 * A store that is wrapped by a key which neither its copy knows nor the key file has is an older one, put beside a newer key
 * file: the copy is what that file opens. Throws VaultError `unusable`.
 */
export function assertOpens(
  from: CopySource,
  storeCopy: string,
  store: StoreFit,
  keyFileCopy: string | null,
): void {
  const before = store.copy?.uses ?? []
  if (before.length === 0) return
  const fresh = store.uses.filter((id) => !before.includes(id))
  const ids = idsOf(readKeyFile(from.keyFile))
  const foreign =
    ids === null
      ? fresh.length > 0 && keyFileCopy !== null && textOf(keyFileCopy) === textOf(from.keyFile)
      : fresh.some((id) => !ids.includes(id))
  if (foreign)
    throw copyStays(
      storeCopy,
      'is wrapped by another key than the key store of this house (an older key store)',
    )
}

/** Throws VaultError `unusable` where the copy of the key file has to stay. */
export function assertKeyFileFits(from: CopySource, { place, store, own, beside }: KeyFileCopy): void {
  const said = textOf(place)
  // An empty file is no key file of anybody.
  if (said === null || said === '' || said === textOf(from.keyFile)) return
  const copy = parseKeyFile(said)
  if (copy === null) throw copyStays(place, 'is damaged, or no key file of this version')
  const now = readKeyFile(from.keyFile)
  const [had, has] = [idsOf(copy), idsOf(now)]
  if (had !== null && has !== null) {
    const lost = had.filter((id) => !has.includes(id))
    if (lost.length === 0) return
    const used = store?.uses ?? usedBy(from.snapshot ?? from.keyStore)
    if (lost.some((id) => used.includes(id))) {
      throw copyStays(place, 'has a key that the key store needs and the key file of this house lacks')
    }
    if (lost.length < had.length) return
  }
  if (copy.kind === 'locked' && now.kind === 'locked' && copy.lock === now.lock) {
    const asBefore = JSON.stringify(copy.holders) === JSON.stringify(now.holders)
    // Other keys for the same holders come from a rotation, which the store shows; without one they are those of before it.
    if (asBefore && store?.copy != null && !wasRewrapped(store)) {
      throw copyStays(
        place,
        'holds other keys than the key file of this house, and no rotation was between them',
      )
    }
    return
  }
  // Beside a copy that never had a key, nothing was sealed with it.
  if (own || (beside && store?.copy?.uses.length === 0)) return
  // A rotation leaves no key in common: the copy of the store still knows the one of before it.
  if (had?.some((id) => store?.copy?.uses.includes(id) === true) === true) return
  throw copyStays(
    place,
    'has other keys than the key file of this house, and nothing shows that they belong together',
  )
}

/** Whether the store was rotated after its copy was made; true as well where there is none. */
export function wasRewrapped({ uses, copy }: StoreFit): boolean {
  return copy === null || (copy.uses.length > 0 && uses.some((id) => !copy.uses.includes(id)))
}

function textOf(file: string): string | null {
  return existsSync(file) ? readFileSync(file, 'utf8') : null
}

function idsOf(content: KeyFileContent): readonly string[] | null {
  return content.kind === 'locked' ? null : content.keys.map(({ id }) => id)
}
