/**
 * The South's initial law (두음법칙, Hangul Orthography of 1988, articles 10 to 12): at the head of a word ㄹ and ㄴ fall silent
 * before i and y (리 → 이, 림 → 임, 녀 → 여), and ㄹ becomes ㄴ before other vowels (로 → 노). The North writes them all. Within a
 * name the South keeps ㄹ in principle, and drops it before i and y in practice (성룡 → 성용, 선렬 → 선열).
 */
import { INITIALS, maskOf, VOWELS } from './hangul.ts'
import type { Sound } from './sound.ts'

const RIEUL = maskOf(INITIALS, 'ㄹ')
const NIEUN = maskOf(INITIALS, 'ㄴ')
const SILENT = maskOf(INITIALS, 'ㅇ')
const I_AND_Y = maskOf(VOWELS, 'ㅑㅒㅕㅖㅛㅠㅣ')

/**
 * The initials that the law makes of a sound's own.
 *
 * @param place of its syllable in the name, from 0; the first two may each begin a word: family name and given name
 */
export function byInitialLaw({ initial, vowel }: Sound, place: number): number {
  const beginsWord = place < 2
  let also = 0
  if ((initial & RIEUL) !== 0) {
    if ((vowel & I_AND_Y) !== 0) also |= SILENT
    if (beginsWord && (vowel & ~I_AND_Y) !== 0) also |= NIEUN
  }
  if ((initial & NIEUN) !== 0 && beginsWord && (vowel & I_AND_Y) !== 0) also |= SILENT
  return also
}
