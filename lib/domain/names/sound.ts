/**
 * What a spelling can sound like. A spelling is seldom one name: "Chong" is 종 to one clerk, 정 or 총 to another. So a
 * written syllable is a few sounds, each a set of initials, vowels and finals, with the doubt that it is read like that.
 */
export type Sound = {
  readonly initial: number
  readonly vowel: number
  readonly final: number
  /** 0: by the rules of a published system. Each step is one more liberty of the writer. */
  readonly doubt: number
}

export type Syllable = {
  readonly sounds: readonly Sound[]
  /** All that its sounds have, together: most comparisons end here. */
  readonly initials: number
  readonly vowels: number
  readonly finals: number
  /** What a neighbour may make of the initial and the final when the word is spoken (see `assimilation.ts`). */
  readonly heardInitial: number
  readonly heardFinal: number
}

/**
 * How a name ends that is being typed. `begun`: its last syllable is only a beginning. `extensible`: it is whole as it
 * stands, and may still become a longer one, if more of the name follows: 영수 alone is not on its way to 영순.
 */
export type End = 'whole' | 'begun' | 'extensible'

/** One way to read a whole name, family name first. */
export type Reading = {
  readonly syllables: readonly Syllable[]
  readonly doubt: number
  /** Written in Hangul: says exactly which syllables they are. */
  readonly exact: boolean
  readonly end: End
  /** Read after one letter was put right. */
  readonly mended: boolean
}

/** Adds a sound, unless the same is there with no more doubt. */
export function addSound(sounds: Sound[], sound: Sound): void {
  const same = sounds.findIndex(
    ({ initial, vowel, final }) =>
      initial === sound.initial && vowel === sound.vowel && final === sound.final,
  )
  const there = sounds[same]
  if (there === undefined) sounds.push(sound)
  else if (there.doubt > sound.doubt) sounds[same] = sound
}

/** A syllable on its own, before its neighbours are known. */
export function syllableOf(sounds: readonly Sound[]): Syllable {
  let [initials, vowels, finals] = [0, 0, 0]
  for (const { initial, vowel, final } of sounds) {
    initials |= initial
    vowels |= vowel
    finals |= final
  }
  return { sounds, initials, vowels, finals, heardInitial: 0, heardFinal: 0 }
}
