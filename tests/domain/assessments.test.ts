import { describe, expect, test } from 'vitest'
import { basisAsksExplanation, basisReview } from '../../lib/domain/pathway/data-basis.ts'
import { isStatusOf, runsOut } from '../../lib/domain/pathway/protection-status.ts'
import { isHighRisk, proposedReview } from '../../lib/domain/pathway/risk-level.ts'
import { asksExplanation, screeningResult } from '../../lib/domain/pathway/screening-result.ts'

describe('a screening', () => {
  test('is the worse of its two questions, whichever that is', () => {
    expect(screeningResult('clear', 'clear')).toBe('clear')
    expect(screeningResult('clear', 'concern')).toBe('concern')
    expect(screeningResult('concern', 'clear')).toBe('concern')
    expect(screeningResult('concern', 'concern')).toBe('concern')
    expect(screeningResult('failed', 'clear')).toBe('failed')
    expect(screeningResult('clear', 'failed')).toBe('failed')
    expect(screeningResult('concern', 'failed')).toBe('failed')
    expect(screeningResult('failed', 'concern')).toBe('failed')
    expect(screeningResult('failed', 'failed')).toBe('failed')
  })

  test('is explained unless it is clear', () => {
    expect([asksExplanation('clear'), asksExplanation('concern'), asksExplanation('failed')]).toEqual([
      false,
      true,
      true,
    ])
  })
})

describe('a risk assessment', () => {
  const slight = { refoulement: 1, health: 2, exposure: 3, dependants: 1 }

  test('is high as soon as one factor reaches 4', () => {
    expect(isHighRisk(slight)).toBe(false)
    expect(isHighRisk({ ...slight, exposure: 4 })).toBe(true)
    expect(isHighRisk({ ...slight, dependants: 5 })).toBe(true)
  })

  test('is not high while nothing has been scored', () => {
    expect(isHighRisk({ refoulement: null, health: null, exposure: null, dependants: null })).toBe(false)
  })

  test('is looked at again in 7 days when high, else in 30', () => {
    expect(proposedReview('2026-11-22', { ...slight, health: 4 })).toBe('2026-11-29')
    expect(proposedReview('2026-11-22', slight)).toBe('2026-12-22')
  })
})

describe('a basis for data', () => {
  test('of vital interest stands for 7 days, and says why the person could not be asked', () => {
    expect(basisReview('vital-interest', '2026-11-22')).toBe('2026-11-29')
    expect(basisAsksExplanation('vital-interest')).toBe(true)
  })

  test('that the person gave or refused needs neither', () => {
    expect(basisReview('consent', '2026-11-22')).toBeNull()
    expect(basisReview('refused', '2026-11-22')).toBeNull()
    expect(basisReview('withdrawn', '2026-11-22')).toBeNull()
    expect(basisAsksExplanation('consent')).toBe(false)
    expect(basisAsksExplanation('')).toBe(false)
  })
})

describe('a protection status', () => {
  test('belongs to its own track only', () => {
    expect(isStatusOf('unhcr', 'registered')).toBe(true)
    expect(isStatusOf('korea', 'registered')).toBe(false)
    expect(isStatusOf('interior-ministry', 'temporary-asylum')).toBe(true)
    expect(isStatusOf('unhcr', 'temporary-asylum')).toBe(false)
  })

  test('runs out when it is a document or a permission, and not when it is a step', () => {
    expect(runsOut('merits-certificate')).toBe(true)
    expect(runsOut('exit-granted')).toBe(true)
    expect(runsOut('appointment')).toBe(false)
    expect(runsOut('under-review')).toBe(false)
  })
})
