/**
 * Cyrillic as the Russian press, registry offices and visa desks have written Korean names: the older usage that has е for
 * ㅓ and ㅕ and р for a final ㄹ (Ким Чен Ир, Цой Рен Хэ), and letter-by-letter renderings of a Latin passport (Ким Джонг Чол,
 * Ли Йонг Хо).
 */
import type { SpellingTable } from '../spelling-system.ts'

export const CUSTOMARY_CYRILLIC: SpellingTable = {
  doubt: 1,
  initials: {
    ㄱ: 'к г',
    ㄲ: 'кк к г',
    ㄴ: 'н',
    ㄷ: 'т д',
    ㄸ: 'тт т д',
    ㄹ: 'р л',
    ㅁ: 'м',
    ㅂ: 'п б',
    ㅃ: 'пп п б',
    ㅅ: 'с ш',
    ㅆ: 'сс с',
    ㅇ: '-',
    ㅈ: 'ч чж дж ж',
    ㅉ: 'чч ч дж',
    ㅊ: 'чх ч ц',
    ㅋ: 'кх к',
    ㅌ: 'тх т',
    ㅍ: 'пх п',
    ㅎ: 'х',
  },
  vowels: {
    ㅏ: 'а ар+',
    ㅐ: 'э е ае ай',
    ㅑ: 'я йа ья',
    ㅓ: 'о е+ ео у+',
    ㅔ: 'е э',
    ㅕ: 'ё е йо ьо йе+ ю+ йу+',
    ㅖ: 'е йе ье э',
    ㅗ: 'о',
    ㅘ: 'ва уа',
    ㅙ: 'вэ ве',
    ㅚ: 'ве вэ ой ое',
    ㅛ: 'ё е йо ьо',
    ㅜ: 'у ву',
    ㅝ: 'во уо',
    ㅞ: 'ве уе',
    ㅟ: 'ви уи',
    ㅠ: 'ю йу ью',
    ㅡ: 'ы у еу',
    ㅢ: 'и ы ый уй ыи уи',
    ㅣ: 'и йи',
  },
  finals: { ㄱ: 'к г', ㄴ: 'н нь', ㄷ: 'т д с', ㄹ: 'ль р л', ㅁ: 'м', ㅂ: 'п б', ㅇ: 'н нг нь' },
}
