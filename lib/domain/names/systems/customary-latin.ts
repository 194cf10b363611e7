/**
 * What people choose for their passports, where no system is kept: Lee, Park, Choi, Woo, Young, Sung, Hee. Collected from
 * the spellings that the South's passport rules tolerate as customary (Passport Act, enforcement decree, article 3-2) and
 * that the press uses. Always believed less than a system.
 */
import type { SpellingTable } from '../spelling-system.ts'
import { REVISED } from './revised.ts'

export const CUSTOMARY_LATIN: SpellingTable = {
  doubt: 1,
  initials: {
    ㄱ: 'k g',
    ㄲ: 'kk gg k g',
    ㄴ: 'n',
    ㄷ: 'd t',
    ㄸ: 'tt dd t d',
    ㄹ: 'r l rh lh',
    ㅁ: 'm',
    ㅂ: 'b p',
    ㅃ: 'pp bb p b',
    ㅅ: 's sh',
    ㅆ: 'ss s',
    ㅇ: '-',
    ㅈ: 'j ch',
    ㅉ: 'jj tch',
    ㅊ: 'ch tch',
    ㅋ: 'k kh',
    ㅌ: 't th',
    ㅍ: 'p ph',
    ㅎ: 'h',
  },
  vowels: {
    ㅏ: 'a ah ar+',
    ㅐ: 'ae ai ay e+',
    ㅑ: 'ya yah',
    ㅓ: 'o u+ uh ur ou+',
    ㅔ: 'e ey ei',
    ㅕ: 'yo yu+ you+ yuh yoh',
    ㅖ: 'ye e yeh',
    ㅗ: 'o oh',
    ㅘ: 'wa wah',
    ㅙ: 'wae',
    ㅚ: 'oi oy oe',
    ㅛ: 'yo yoh',
    ㅜ: 'u oo woo wu',
    ㅝ: 'wo weo wu+',
    ㅞ: 'we',
    ㅟ: 'wi wee ui',
    ㅠ: 'yu yoo you yew ew',
    ㅡ: 'u ue',
    ㅢ: 'ui eui i ee ey yi',
    ㅣ: 'i ee yi ie yee',
  },
  finals: { ㄱ: 'k g ck', ㄴ: 'n nn', ㄷ: 't d s', ㄹ: 'l ll r', ㅁ: 'm', ㅂ: 'p b', ㅇ: 'ng' },
}

/** Vowels of the Revised Romanization behind the older k, t and p: Kyeong, Keun, Pyeong. */
export const HALF_REVISED: SpellingTable = {
  ...REVISED,
  doubt: 1,
  initials: {
    ...REVISED.initials,
    ㄱ: 'k',
    ㄷ: 't',
    ㄹ: 'r l',
    ㅂ: 'p',
    ㅅ: 's sh',
  },
}
