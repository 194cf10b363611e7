/**
 * The worked example of the pathway: two workers who asked for help in September 2021 and reached Korea in November
 * 2022. What is known of it is known to the month, and so it stands here. Found under its two codes.
 */
import { numberOf } from '../almanac.ts'
import type { PlannedStep } from '../plan.ts'
import { stepOn, type Showcase } from './showcase.ts'

export const WORKED_EXAMPLE_CODES = ['kedora-21', 'vimaso-64'] as const

function steps(): readonly PlannedStep[] {
  const months = [
    stepOn(numberOf('2021-09-14'), 'contact', 'month'),
    stepOn(numberOf('2021-10-06'), 'safe-house', 'month'),
    stepOn(numberOf('2022-09-21'), 'unhcr-registration', 'month'),
    stepOn(numberOf('2022-10-12'), 'transit', 'month'),
    stepOn(numberOf('2022-11-04'), 'hanawon', 'month'),
    stepOn(numberOf('2023-12-05'), 'closed', 'month', 'settled'),
  ]
  return months.map((step, at) => ({ ...step, days: (months[at + 1]?.day ?? step.day + 1) - step.day }))
}

export const WORKED_EXAMPLE: Showcase = {
  team: 'Moscow',
  codes: WORKED_EXAMPLE_CODES,
  open: false,
  district: 'central',
  steps,
  people: (member) => ({
    sex: 'male',
    group: 'conscripted-soldier',
    sector: member === 0 ? 'construction' : 'logging',
    enlisted: 'yes',
    passportWithheld: 'yes',
    wagesWithheld: 'yes',
    birthYear: member === 0 ? 1996 : 1997,
  }),
}
