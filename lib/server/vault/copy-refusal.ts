/** What stands between a copy of the keys and the one that would take its place: words, and what tells two files apart. */
import { statSync } from 'node:fs'
import { VaultError } from './vault-error.ts'

/** A copy that stays as it is. `why` ends a sentence that begins with the copy. */
export function copyStays(copy: string, why: string): VaultError {
  return new VaultError(
    'unusable',
    `The copy ${copy} ${why}, so it was left as it is and nothing took its place. Do not delete it before you know whose it is: docs/operations.md, "When the copy is of another store"`,
  )
}

/** Another word when another file has taken the place, or this one was written; null for none. */
export function stampOf(file: string): string | null {
  const found = statSync(file, { throwIfNoEntry: false })
  return found === undefined ? null : [found.dev, found.ino, found.mtimeMs, found.size].join(' ')
}
