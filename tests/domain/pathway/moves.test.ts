import { describe, expect, it } from 'vitest'
import { allowedMoves, findMove, isBackward, moves } from '../../../lib/domain/pathway/moves.ts'
import { ADVERSE, OUTCOMES, STAGES } from '../../../lib/domain/pathway/stages.ts'

function targets(from: (typeof STAGES)[number], kind: string): readonly string[] {
  return moves(from)
    .filter((move) => move.kind === kind)
    .map((move) => move.to)
}

describe('the moves of the pathway', () => {
  it('leads on from each stage as the handbook says', () => {
    expect(targets('contact', 'planned')).toEqual(['safe-house', 'unhcr-registration', 'closed'])
    expect(targets('safe-house', 'planned')).toEqual(['contact', 'unhcr-registration', 'transit', 'closed'])
    expect(targets('unhcr-registration', 'planned')).toEqual(['contact', 'safe-house', 'transit', 'closed'])
    expect(targets('transit', 'planned')).toEqual(['safe-house', 'unhcr-registration', 'hanawon', 'closed'])
    expect(targets('hanawon', 'planned')).toEqual(['transit', 'closed'])
    expect(targets('closed', 'planned')).toEqual([])
  })

  it('lets an emergency lead to a safe house or on the road from every other open stage', () => {
    expect(targets('contact', 'emergency')).toEqual(['safe-house', 'transit'])
    expect(targets('safe-house', 'emergency')).toEqual(['transit'])
    expect(targets('unhcr-registration', 'emergency')).toEqual(['safe-house', 'transit'])
    expect(targets('transit', 'emergency')).toEqual(['safe-house'])
    expect(targets('hanawon', 'emergency')).toEqual(['safe-house', 'transit'])
    expect(targets('closed', 'emergency')).toEqual([])
  })

  it('overrides every planned move but closing', () => {
    const planned = allowedMoves().filter((move) => move.kind === 'planned' && move.to !== 'closed')
    const overrides = allowedMoves().filter((move) => move.kind === 'override')
    expect(overrides.map(({ from, to }) => [from, to])).toEqual(planned.map(({ from, to }) => [from, to]))
  })

  it('opens a case at first contact and nowhere else', () => {
    expect(moves(null)).toEqual([{ from: null, to: 'contact', kind: 'opening', needsReason: false }])
  })

  it('asks a reason for going back, for overrides, for emergencies and for reopening', () => {
    expect(findMove('safe-house', 'contact', 'planned')?.needsReason).toBe(true)
    expect(findMove('safe-house', 'transit', 'planned')?.needsReason).toBe(false)
    for (const kind of ['override', 'emergency', 'reopen'] as const) {
      expect(
        allowedMoves()
          .filter((move) => move.kind === kind)
          .every((move) => move.needsReason),
      ).toBe(true)
    }
  })

  it('never counts a move to or from closed as backward', () => {
    expect(STAGES.some((stage) => isBackward(stage, 'closed') || isBackward('closed', stage))).toBe(false)
  })
})

describe('the outcomes', () => {
  it('calls the last three adverse', () => {
    expect(OUTCOMES.filter((outcome) => ADVERSE[outcome])).toEqual([
      'lost-contact',
      'forcibly-returned',
      'deceased',
    ])
  })
})
