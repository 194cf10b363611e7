/** Who flees: people alone, couples, siblings, friends, now and then a child. All of them are invented. */
import {
  birthYearBand,
  type Answer,
  type Group,
  type Sector,
  type Sex,
  type VisaPurpose,
} from '../../lib/domain/pathway/vocabulary.ts'
import { inventAlias, inventName, inventPhone, type Name } from './names.ts'
import type { Random } from './random.ts'
import { GUARDIANS } from './words/places.ts'

export type Refugee = {
  readonly sex: Sex
  readonly birthYear: number | null
  readonly group: Group
  readonly sector: Sector
  readonly enlisted: Answer
  readonly visaPurpose: VisaPurpose
  readonly passportWithheld: Answer
  readonly wagesWithheld: Answer
  readonly name: Name | null
  readonly aliases: string
  readonly phone: string
  readonly guardian: string
}

const SIZES = { 1: 84, 2: 12, 3: 4 } as const
const SECTORS: Readonly<Record<Group, Readonly<Partial<Record<Sector, number>>>>> = {
  'dispatched-worker': { construction: 52, logging: 20, farming: 8, fisheries: 7, factory: 9, it: 4 },
  'conscripted-soldier': { construction: 70, logging: 25, farming: 5 },
  'deployed-soldier': { other: 1 },
  student: { it: 2, other: 3 },
  'border-crosser': { farming: 3, construction: 2, other: 3 },
  trader: { other: 4, fisheries: 1 },
  other: { other: 1 },
}

/** How many flee together, at most `most`. */
export function drawSize(random: Random, most: number): number {
  return Math.min(most, Number(random.weighed(SIZES)))
}

/** A household that made contact in a year. */
export function drawHousehold(random: Random, size: number, year: number): readonly Refugee[] {
  const group = random.weighed<Group>({
    'dispatched-worker': 60,
    'conscripted-soldier': 18,
    student: 7,
    'border-crosser': 6,
    trader: 4,
    other: 2,
    // Soldiers were first sent in late 2024.
    ...(year >= 2025 ? { 'deployed-soldier': 9 } : {}),
  })
  return Array.from({ length: size }, (_, place) => {
    const child = place === 2 && random.chance(0.6)
    return drawRefugee(random, child ? 'other' : group, place, child, year)
  })
}

function drawRefugee(random: Random, group: Group, place: number, child: boolean, year: number): Refugee {
  const soldier = group === 'conscripted-soldier' || group === 'deployed-soldier'
  const women = soldier ? 0.02 : place === 1 ? 0.45 : 0.14
  const sex = random.chance(women) ? 'female' : 'male'
  const age = child ? random.whole(4, 15) : soldier ? random.whole(19, 28) : random.whole(22, 54)
  const known = random.chance(0.96)
  return {
    sex: random.chance(0.01) ? 'unknown' : sex,
    birthYear: known ? year - age : null,
    group,
    sector: random.weighed(SECTORS[group]),
    enlisted: soldier ? 'yes' : random.weighed<Answer>({ no: 7, unknown: 2, yes: 1 }),
    visaPurpose:
      group === 'deployed-soldier' || group === 'border-crosser'
        ? 'none'
        : random.weighed<VisaPurpose>({ study: 4, tourist: 3, work: 3, unknown: 2 }),
    passportWithheld: child ? 'unknown' : random.weighed<Answer>({ yes: 7, no: 1, unknown: 2 }),
    wagesWithheld: child ? 'no' : random.weighed<Answer>({ yes: 7, no: 1, unknown: 2 }),
    name: random.chance(0.95) ? inventName(random, sex) : null,
    aliases: inventAlias(random),
    phone: !child && random.chance(0.8) ? inventPhone(random) : '',
    guardian: child ? random.pick(GUARDIANS) : '',
  }
}

/** The five-year band that lists and statistics may know. */
export function bandOf(refugee: Refugee): string | null {
  return refugee.birthYear === null ? null : birthYearBand(refugee.birthYear)
}
