/** Somebody of whom one spelling is known, put where its script belongs. */
import type { NamedEntry } from '../../../lib/domain/names/rank-names.ts'

export function knownAs(id: string, spelling: string): NamedEntry {
  const blank = { id, hangul: '', latin: '', cyrillic: '', aliases: '' }
  if (/\p{Script=Hangul}/u.test(spelling)) return { ...blank, hangul: spelling }
  return /\p{Script=Cyrillic}/u.test(spelling)
    ? { ...blank, cyrillic: spelling }
    : { ...blank, latin: spelling }
}
