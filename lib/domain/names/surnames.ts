/**
 * Korean family names, to know which end of a name is the family's and whether a long name begins like one at all. The
 * surnames of the census of 2000 (Statistics Korea) with more than about ten thousand bearers, with the initial ㄹ and ㄴ that
 * the North keeps, and the compound ones.
 */
import { takeApart } from './hangul.ts'
import type { Syllable } from './sound.ts'

const SINGLE =
  '김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민나진지엄채원천방공현함변염' +
  '여추도소석선설마길연위표명기반라왕금옥육인맹제모탁국어은편용예경봉사부가복태목형피두감음빈동온호범좌팽승간' +
  '상갈리림량려로렴련룡니당궁단방화'
const COMPOUND = ['남궁', '황보', '제갈', '사공', '선우', '서문', '독고', '동방']

type Masks = NonNullable<ReturnType<typeof takeApart>>

function masksOf(name: string): readonly Masks[] {
  return Array.from(name).flatMap((character) => takeApart(character) ?? [])
}

/** The single ones by their initial, because a search asks thousands of times. */
const SINGLE_MASKS = Map.groupBy(masksOf([...new Set(SINGLE)].join('')), ({ initial }) => initial)
const COMPOUND_MASKS = COMPOUND.map(masksOf)

function canBeSingle({ sounds }: Syllable): boolean {
  return sounds.some(({ initial, vowel, final }) => {
    for (let rest = initial; rest !== 0; rest &= rest - 1)
      for (const name of SINGLE_MASKS.get(rest & -rest) ?? [])
        if ((vowel & name.vowel) !== 0 && (final & name.final) !== 0) return true
    return false
  })
}

function canBe({ sounds }: Syllable, name: Masks): boolean {
  return sounds.some(
    ({ initial, vowel, final }) =>
      (initial & name.initial) !== 0 && (vowel & name.vowel) !== 0 && (final & name.final) !== 0,
  )
}

/** Whether some way to read these syllables is a family name. */
export function canBeSurname(syllables: readonly Syllable[]): boolean {
  const [first] = syllables
  if (first === undefined) return false
  if (syllables.length === 1) return canBeSingle(first)
  return COMPOUND_MASKS.some(
    (name) =>
      name.length === syllables.length &&
      name.every((part, place) => {
        const syllable = syllables[place]
        return syllable !== undefined && canBe(syllable, part)
      }),
  )
}

/** Whether a name can begin with a family name. */
export function beginsWithSurname(syllables: readonly Syllable[]): boolean {
  return canBeSurname(syllables.slice(0, 1)) || canBeSurname(syllables.slice(0, 2))
}
