/** The pathway of one case as five steps. */
import { expect, test } from 'vitest'
import { appendSpell, type Attempt, type Spell } from '../../lib/domain/pathway/spells.ts'
import { stepsOf } from '../../lib/domain/pathway/steps.ts'

function history(...said: [Attempt['stage'], Attempt['kind'], string][]): readonly Spell[] {
  return said.reduce<readonly Spell[]>((spells, [stage, kind, on]) => {
    const outcome = stage === 'closed' ? 'settled' : null
    const occurred = { on, precision: 'day' } as const
    const appended = appendSpell(
      spells,
      { stage, kind, occurred, outcome, reason: 'because', incidentId: null },
      '2026-11-22',
    )
    if (!appended.ok) throw new Error(appended.refusal)
    return appended.value
  }, [])
}

function states(spells: readonly Spell[]): unknown {
  return stepsOf(spells, '2026-11-22').map(({ state, days }) => [state, days])
}

test('stages behind are done with their days, the one it stands in counts to today', () => {
  const spells = history(
    ['contact', 'opening', '2026-03-03'],
    ['safe-house', 'planned', '2026-04-03'],
    ['unhcr-registration', 'planned', '2026-10-12'],
  )
  expect(states(spells)).toEqual([
    ['done', 31],
    ['done', 192],
    ['now', 41],
    ['not-yet', 0],
    ['not-yet', 0],
  ])
})

test('a setback adds to the days of its stage and keeps what was reached', () => {
  const spells = history(
    ['contact', 'opening', '2026-10-01'],
    ['safe-house', 'planned', '2026-10-11'],
    ['contact', 'planned', '2026-11-01'],
  )
  expect(states(spells)).toEqual([
    ['now', 31],
    ['done', 21],
    ['not-yet', 0],
    ['not-yet', 0],
    ['not-yet', 0],
  ])
  expect(stepsOf(spells, '2026-11-22')[0]?.entered).toEqual({ on: '2026-11-01', precision: 'day' })
})

test('a stage that was passed over is skipped', () => {
  const spells = history(['contact', 'opening', '2026-11-01'], ['transit', 'emergency', '2026-11-20'])
  expect(states(spells)).toEqual([
    ['done', 19],
    ['skipped', 0],
    ['skipped', 0],
    ['now', 2],
    ['not-yet', 0],
  ])
})

test('a closed case stands nowhere', () => {
  const spells = history(['contact', 'opening', '2026-11-01'], ['closed', 'planned', '2026-11-05'])
  expect(states(spells)).toEqual([
    ['done', 4],
    ['not-yet', 0],
    ['not-yet', 0],
    ['not-yet', 0],
    ['not-yet', 0],
  ])
})
