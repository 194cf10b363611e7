/**
 * Revised Romanization of Korean, the South's official system since 2000 (Ministry of Culture and Tourism, notice 2000-8).
 * In given names it does not write how neighbouring sounds change; finals before a vowel are met as both k and g.
 */
import type { SpellingTable } from '../spelling-system.ts'

export const REVISED: SpellingTable = {
  doubt: 0,
  initials: {
    ㄱ: 'g',
    ㄲ: 'kk',
    ㄴ: 'n',
    ㄷ: 'd',
    ㄸ: 'tt',
    ㄹ: 'r l',
    ㅁ: 'm',
    ㅂ: 'b',
    ㅃ: 'pp',
    ㅅ: 's',
    ㅆ: 'ss',
    ㅇ: '-',
    ㅈ: 'j',
    ㅉ: 'jj',
    ㅊ: 'ch',
    ㅋ: 'k',
    ㅌ: 't',
    ㅍ: 'p',
    ㅎ: 'h',
  },
  vowels: {
    ㅏ: 'a',
    ㅐ: 'ae',
    ㅑ: 'ya',
    ㅒ: 'yae',
    ㅓ: 'eo',
    ㅔ: 'e',
    ㅕ: 'yeo',
    ㅖ: 'ye',
    ㅗ: 'o',
    ㅘ: 'wa',
    ㅙ: 'wae',
    ㅚ: 'oe',
    ㅛ: 'yo',
    ㅜ: 'u',
    ㅝ: 'wo',
    ㅞ: 'we',
    ㅟ: 'wi',
    ㅠ: 'yu',
    ㅡ: 'eu',
    ㅢ: 'ui',
    ㅣ: 'i',
  },
  finals: { ㄱ: 'k g', ㄴ: 'n', ㄷ: 't d s', ㄹ: 'l r', ㅁ: 'm', ㅂ: 'p b', ㅇ: 'ng' },
}
