/** Waits, the finding that a heading states, loads and the places of the dots. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstCauses } from '../../lib/domain/pipeline/causes.ts'
import { isLate, median, ninetieth, type Wait } from '../../lib/domain/pipeline/dwell.ts'
import { axisEnd, axisTicks, pile } from '../../lib/domain/pipeline/dots.ts'
import { finding, type StageWaits } from '../../lib/domain/pipeline/finding.ts'
import { concentration } from '../../lib/domain/pipeline/load.ts'

function waits(...days: number[]): Wait[] {
  return days.map((each) => ({ days: each, people: 1 }))
}

function inStage(stage: StageWaits['stage'], ...days: number[]): StageWaits {
  return { stage, waits: waits(...days), ninetieth: null }
}

test('the median is a wait that somebody really has', () => {
  expect(median([])).toBeNull()
  expect(median(waits(7))).toBe(7)
  expect(median(waits(9, 1, 5))).toBe(5)
  expect(median(waits(1, 2, 3, 100))).toBe(2)
})

test('equal waits may come counted together', () => {
  expect(
    median([
      { days: 4, people: 3 },
      { days: 90, people: 2 },
    ]),
  ).toBe(4)
})

test('nine of ten is said of ten finished waits or more', () => {
  expect(ninetieth(waits(1, 2, 3, 4, 5, 6, 7, 8, 9))).toBeNull()
  expect(ninetieth(waits(1, 2, 3, 4, 5, 6, 7, 8, 9, 10))).toBe(9)
})

test('a wait is late when nine of ten were shorter, and never when that is unknown', () => {
  expect(isLate(10, 9)).toBe(true)
  expect(isLate(9, 9)).toBe(false)
  expect(isLate(400, null)).toBe(false)
})

test('at least nine of ten waits do not exceed the ninetieth', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(900), { minLength: 10, maxLength: 60 }), (days) => {
      const limit = ninetieth(waits(...days)) ?? -1
      const within = days.filter((each) => each <= limit).length
      const below = days.filter((each) => each < limit).length
      return days.includes(limit) && within >= days.length * 0.9 && below < days.length * 0.9
    }),
  )
})

test('the heading names the stage in which half of the people wait longest', () => {
  const stages = [
    inStage('contact', 1, 2, 30),
    inStage('safe-house', 20, 30, 40),
    inStage('unhcr-registration', 10, 64, 64, 200),
  ]
  expect(finding(stages)).toEqual({ kind: 'stuck', stage: 'unhcr-registration', days: 64, people: 4 })
})

test('two people make no finding', () => {
  expect(finding([inStage('transit', 400, 500), inStage('contact', 3, 4, 5)])).toEqual({
    kind: 'stuck',
    stage: 'contact',
    days: 4,
    people: 3,
  })
  expect(finding([inStage('transit', 400, 500)])).toEqual({ kind: 'flowing', people: 2 })
})

test('aftercare is no place where people are stuck', () => {
  expect(finding([inStage('hanawon', 300, 300, 300), inStage('contact', 0, 0, 0)])).toEqual({
    kind: 'flowing',
    people: 6,
  })
})

test('a team without open cases is empty', () => {
  expect(finding([inStage('contact')])).toEqual({ kind: 'empty' })
})

test('a few who carry most of the team are named', () => {
  expect(concentration([25, 16, 11, 9, 7].map((open) => ({ open })))).toEqual({
    workers: 2,
    share: 41 / 68,
  })
  expect(concentration([{ open: 3 }, { open: 3 }])).toBeNull()
  expect(concentration([{ open: 0 }, { open: 0 }, { open: 0 }])).toBeNull()
})

test('what follows from something else that is missing is no reason of its own', () => {
  expect(
    firstCauses(['basis-keep', 'placement', 'house-not-compromised', 'reception-if-unscreened']),
  ).toEqual(['basis-keep', 'placement'])
  expect(firstCauses(['second-person-approval', 'warnings-acknowledged'])).toEqual(['second-person-approval'])
  expect(firstCauses(['house-not-compromised', 'reception-if-unscreened'])).toEqual([
    'house-not-compromised',
    'reception-if-unscreened',
  ])
})

test('the axis ends at whole steps of two months', () => {
  expect([0, 59, 60, 61, 296].map(axisEnd)).toEqual([60, 60, 60, 120, 300])
})

test('the numbers under the axis are round, and few', () => {
  expect(axisTicks(60)).toEqual([0, 15, 30, 45, 60])
  expect(axisTicks(120)).toEqual([0, 30, 60, 90, 120])
  expect(axisTicks(300)).toEqual([0, 60, 120, 180, 240, 300])
  expect(axisTicks(420)).toEqual([0, 120, 240, 360])
})

test('every person is one dot, piled up where waits are alike', () => {
  const people = [{ days: 0 }, { days: 1 }, { days: 60 }, { days: 59 }, { days: 30 }]
  expect(pile(people, 60, 10).map(({ item, column, row }) => [item.days, column, row])).toEqual([
    [0, 0, 0],
    [1, 0, 1],
    [30, 5, 0],
    [59, 9, 0],
    [60, 9, 1],
  ])
})
