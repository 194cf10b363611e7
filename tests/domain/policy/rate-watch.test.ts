import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judgeLook } from '../../../lib/domain/policy/rate-watch.ts'

const NOW = new Date('2026-11-22T03:00:00Z')
const OLD = new Date('2026-11-22T02:54:59Z')
const CALM = { own: true, team: true, critical: false, opened: false }
const DANGER = { ...CALM, critical: true }

function verdict(seen: number, { again = false, standing = CALM, provedAt = OLD, limit = 20 } = {}): string {
  const judged = judgeLook({ seen, again }, limit, standing, provedAt, NOW)
  return judged.ok ? 'yes' : judged.refusal
}

describe('one more look at an identity', () => {
  it('is fine up to the twentieth of the hour, and the next needs somebody else', () => {
    expect([0, 19, 20, 21].map((seen) => verdict(seen))).toEqual([
      'yes',
      'yes',
      'too-many-looks',
      'too-many-looks',
    ])
  })

  it('at what was seen within the hour already is always fine', () => {
    expect(verdict(20, { again: true })).toBe('yes')
  })

  it('is the own worker’s in danger, after a fresh proof of who they are', () => {
    expect(verdict(20, { standing: DANGER })).toBe('step-up')
    expect(verdict(20, { standing: DANGER, provedAt: NOW })).toBe('yes')
    expect(verdict(20, { standing: { ...DANGER, own: false }, provedAt: NOW })).toBe('too-many-looks')
    expect(verdict(20, { standing: CALM, provedAt: NOW })).toBe('too-many-looks')
  })

  it('never passes the limit without danger, whatever the limit is', () => {
    fc.assert(
      fc.property(fc.nat(100), fc.nat(100), fc.boolean(), (limit, beyond, own) => {
        const standing = { ...CALM, own }
        expect(verdict(limit + beyond, { limit, standing, provedAt: NOW })).toBe('too-many-looks')
      }),
    )
  })
})
