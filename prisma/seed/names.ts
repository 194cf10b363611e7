/**
 * Invents people and places: names put together from syllables, in the three scripts in which papers carry them.
 * Latin as in the papers of the DPRK (McCune–Reischauer without diacritics), Cyrillic after Kontsevich.
 */
import type { Random } from './random.ts'

type Syllable = readonly [hangul: string, latin: string, cyrillic: string]

const SURNAMES: readonly Syllable[] = [
  ['김', 'Kim', 'Ким'],
  ['리', 'Ri', 'Ли'],
  ['박', 'Pak', 'Пак'],
  ['최', 'Choe', 'Чхве'],
  ['정', 'Jong', 'Чон'],
  ['강', 'Kang', 'Кан'],
  ['조', 'Jo', 'Чо'],
  ['윤', 'Yun', 'Юн'],
  ['림', 'Rim', 'Лим'],
  ['한', 'Han', 'Хан'],
  ['오', 'O', 'О'],
  ['서', 'So', 'Со'],
  ['신', 'Sin', 'Син'],
  ['권', 'Kwon', 'Квон'],
  ['안', 'An', 'Ан'],
  ['송', 'Song', 'Сон'],
  ['류', 'Ryu', 'Рю'],
  ['홍', 'Hong', 'Хон'],
  ['문', 'Mun', 'Мун'],
  ['양', 'Yang', 'Ян'],
  ['배', 'Pae', 'Пэ'],
  ['허', 'Ho', 'Хо'],
  ['남', 'Nam', 'Нам'],
  ['심', 'Sim', 'Сим'],
]
const MEN: readonly Syllable[] = [
  ['철', 'Chol', 'Чхоль'],
  ['남', 'Nam', 'Нам'],
  ['혁', 'Hyok', 'Хёк'],
  ['진', 'Jin', 'Чин'],
  ['광', 'Kwang', 'Кван'],
  ['호', 'Ho', 'Хо'],
  ['명', 'Myong', 'Мён'],
  ['국', 'Guk', 'Кук'],
  ['학', 'Hak', 'Хак'],
  ['룡', 'Ryong', 'Рён'],
  ['봉', 'Bong', 'Пон'],
  ['강', 'Kang', 'Кан'],
  ['원', 'Won', 'Вон'],
  ['석', 'Sok', 'Сок'],
  ['범', 'Bom', 'Пом'],
  ['수', 'Su', 'Су'],
]
const WOMEN: readonly Syllable[] = [
  ['순', 'Sun', 'Сун'],
  ['옥', 'Ok', 'Ок'],
  ['향', 'Hyang', 'Хян'],
  ['미', 'Mi', 'Ми'],
  ['은', 'Un', 'Ын'],
  ['화', 'Hwa', 'Хва'],
  ['금', 'Kum', 'Кым'],
  ['심', 'Sim', 'Сим'],
  ['련', 'Ryon', 'Рён'],
  ['숙', 'Suk', 'Сук'],
  ['영', 'Yong', 'Ён'],
  ['복', 'Bok', 'Пок'],
]
/** Names of publicly known people that the syllables could otherwise make. */
const TAKEN = new Set([
  '김영남',
  '김영숙',
  '김봉남',
  '최금철',
  '리명수',
  '리금철',
  '김국철',
  '안금화',
  '김금옥',
  '리영순',
])

const ALIASES = [
  'Саша',
  'Коля',
  'Дима',
  'Витя',
  'Slava',
  'Gena',
  '막내',
  '형님',
  '철이',
  'Юра',
  'Миша',
  'Lyonya',
]
const STREETS = [
  'ул. Северных Ламп',
  'пер. Медной Птицы',
  'ул. Двух Мостов',
  'ул. Сонной Гавани',
  'проезд Белой Ели',
  'ул. Третьего Маяка',
  'пер. Старого Бакена',
  'ул. Тихой Переправы',
]

export type Name = { readonly hangul: string; readonly latin: string; readonly cyrillic: string }

/** Invents a person's name. */
export function inventName(random: Random, sex: 'female' | 'male' | 'other' | 'unknown'): Name {
  const given = sex === 'female' ? WOMEN : MEN
  for (;;) {
    const parts = [random.pick(SURNAMES), random.pick(given), random.pick(given)]
    const [, first, second] = parts
    if (first === second) continue
    const hangul = parts.map((part) => part[0]).join('')
    if (TAKEN.has(hangul)) continue
    return {
      hangul,
      latin: parts.map((part) => part[1]).join(' '),
      cyrillic: parts.map((part) => part[2]).join(' '),
    }
  }
}

/** Invents what the others on the site called somebody. */
export function inventAlias(random: Random): string {
  return random.chance(0.35) ? random.pick(ALIASES) : ''
}

/** A number that rings nowhere: no country has the code +7 000. */
export function inventPhone(random: Random): string {
  return `+7 000 ${String(random.whole(100, 999))}-${String(random.whole(10, 99))}-${String(random.whole(10, 99))}`
}

/** An address in a street that no town has. */
export function inventAddress(random: Random): string {
  return `${random.pick(STREETS)}, ${String(random.whole(2, 98))}, кв. ${String(random.whole(1, 140))}`
}

/** The number of a paper, in no office's format. */
export function inventReference(random: Random): string {
  return `X${String(random.whole(10, 99))}-${String(random.whole(100_000, 999_999))}`
}
