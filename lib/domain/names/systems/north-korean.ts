/**
 * The North's own system (Rules of Latin Alphabetical Transcription of the Korean Language, Academy of Social Sciences,
 * 1992, revised 2002 and 2012). As McCune–Reischauer, but ㅈ is always j, ㅊ is ch, and breath is written with h: kh, th, ph.
 * Passports and papers leave the breves out: Ri Jong Chol. Each syllable of a Sino-Korean name stands apart.
 */
import type { SpellingTable } from '../spelling-system.ts'
import { MCCUNE_REISCHAUER } from './mccune-reischauer.ts'

export const NORTH_KOREAN: SpellingTable = {
  ...MCCUNE_REISCHAUER,
  initials: {
    ...MCCUNE_REISCHAUER.initials,
    ㅈ: 'j',
    ㅉ: 'jj',
    ㅊ: 'ch',
    ㅋ: 'kh',
    ㅌ: 'th',
    ㅍ: 'ph',
  },
  vowels: { ...MCCUNE_REISCHAUER.vowels, ㅚ: 'oe oi' },
}
