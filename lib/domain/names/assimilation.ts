/**
 * What neighbouring sounds make of each other in speech: 국남 is heard as "Kungnam", 성룡 as "Sŏngnyong", 신룡 as "Sillyong".
 * McCune–Reischauer and Kontsevich write what is heard within a given name, Revised Romanization and the North do not, so
 * each reading also knows what its sounds would turn into.
 *
 * Source: Standard Korean Pronunciation (MCT notice 88-2), articles 18 to 20.
 */
import { FINALS, INITIALS, maskOf } from './hangul.ts'
import type { Syllable } from './sound.ts'

/** Final and following initial, as written → as heard. */
const RULES = [
  ['ㄱ', 'ㄴㅁ', 'ㅇ', ''],
  ['ㄷ', 'ㄴㅁ', 'ㄴ', ''],
  ['ㅂ', 'ㄴㅁ', 'ㅁ', ''],
  ['ㄱ', 'ㄹ', 'ㅇ', 'ㄴ'],
  ['ㄷ', 'ㄹ', 'ㄴ', 'ㄴ'],
  ['ㅂ', 'ㄹ', 'ㅁ', 'ㄴ'],
  ['ㅁㅇ', 'ㄹ', '', 'ㄴ'],
  ['ㄴ', 'ㄹ', 'ㄹ', 'ㄴ'],
  ['ㄹ', 'ㄴ', '', 'ㄹ'],
].map(([final = '', initial = '', heardFinal = '', heardInitial = '']) => ({
  final: maskOf(FINALS, final),
  initial: maskOf(INITIALS, initial),
  heardFinal: maskOf(FINALS, heardFinal),
  heardInitial: maskOf(INITIALS, heardInitial),
}))

/** The same syllables, each with what its neighbours can make of it. A family name stands for itself. */
export function spoken(syllables: readonly Syllable[]): readonly Syllable[] {
  const heard = [...syllables]
  for (let place = syllables.length > 2 ? 1 : 0; place + 1 < heard.length; place++) {
    const [before, after] = [heard[place], heard[place + 1]]
    if (before === undefined || after === undefined) break
    let heardFinal = 0
    let heardInitial = 0
    for (const rule of RULES) {
      if ((before.finals & rule.final) === 0 || (after.initials & rule.initial) === 0) continue
      heardFinal |= rule.heardFinal
      heardInitial |= rule.heardInitial
    }
    if (heardFinal !== 0) heard[place] = { ...before, heardFinal }
    if (heardInitial !== 0) heard[place + 1] = { ...after, heardInitial }
  }
  return heard
}
