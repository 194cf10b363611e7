/** Who has a case when: overlaps and covers end by themselves, and somebody always carries it. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  carries,
  changed,
  cover,
  endEarly,
  handOver,
  holdsAt,
  prolong,
  takeOver,
  type Assigned,
  type Change,
} from '../../../lib/domain/work/assignments.ts'
import type { Outcome } from '../../../lib/domain/refusal.ts'

const HOUR = 3_600_000
const NOW = Date.parse('2026-03-01T03:00:00Z')

const mina: Assigned = { id: 'a', personId: 'mina', kind: 'carry', from: NOW - 100 * HOUR, until: null }

function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.refusal)
  return outcome.value
}

describe('handing over', () => {
  it('is theirs from now on, and overlaps for 72 hours', () => {
    expect(handOver([mina], 'jun', NOW, 72)).toEqual({
      ok: true,
      value: {
        ends: [{ id: 'a', at: NOW + 72 * HOUR }],
        begins: [{ personId: 'jun', kind: 'carry', from: NOW, until: null }],
      },
    })
  })

  it('gives nobody longer than they had: an overlap that ends sooner stays as it is', () => {
    const tail: Assigned = { ...mina, until: NOW + HOUR }
    const jun: Assigned = { ...mina, id: 'b', personId: 'jun' }
    expect(valueOf(handOver([tail, jun], 'vera', NOW, 72)).ends).toEqual([{ id: 'b', at: NOW + 72 * HOUR }])
  })

  it('to the one who has it alone is done already; with somebody beside them it ends the other', () => {
    expect(handOver([mina], 'mina', NOW, 72)).toEqual({ ok: false, refusal: 'already-decided' })
    const beside: Assigned = { ...mina, id: 'b', personId: 'jun' }
    expect(handOver([mina, beside], 'mina', NOW, 0)).toEqual({
      ok: true,
      value: { ends: [{ id: 'b', at: NOW }], begins: [] },
    })
  })
})

describe('passing on what somebody has when they leave', () => {
  const beside: Assigned = { ...mina, id: 'b', personId: 'jun' }

  it('ends theirs and no other, and begins for whoever takes it unless they have it already', () => {
    expect(takeOver([mina, beside], 'mina', 'vera', NOW)).toEqual({
      ok: true,
      value: {
        ends: [{ id: 'a', at: NOW }],
        begins: [{ personId: 'vera', kind: 'carry', from: NOW, until: null }],
      },
    })
    expect(takeOver([mina, beside], 'mina', 'jun', NOW)).toEqual({
      ok: true,
      value: { ends: [{ id: 'a', at: NOW }], begins: [] },
    })
  })

  it('asks who takes a case of their own, and lets a cover simply end', () => {
    expect(takeOver([mina], 'mina', null, NOW)).toEqual({ ok: false, refusal: 'without-carrier' })
    expect(takeOver([mina], 'mina', 'mina', NOW)).toEqual({ ok: false, refusal: 'same-person' })
    const stands: Assigned = { id: 'c', personId: 'vera', kind: 'cover', from: NOW - HOUR, until: NOW + HOUR }
    expect(takeOver([mina, stands], 'vera', null, NOW)).toEqual({
      ok: true,
      value: { ends: [{ id: 'c', at: NOW }], begins: [] },
    })
  })
})

describe('the end', () => {
  it('comes early for an overlap or a cover, and never for the last who carries the case', () => {
    const stands: Assigned = { id: 'b', personId: 'jun', kind: 'cover', from: NOW - HOUR, until: NOW + HOUR }
    expect(endEarly([mina, stands], 'jun', NOW)).toEqual({
      ok: true,
      value: { ends: [{ id: 'b', at: NOW }], begins: [] },
    })
    expect(endEarly([mina, stands], 'mina', NOW)).toEqual({ ok: false, refusal: 'without-carrier' })
    expect(endEarly([mina], 'vera', NOW)).toEqual({ ok: false, refusal: 'already-decided' })
  })

  it('is put off by a second stretch, for an overlap by 14 days at most', () => {
    const tail: Assigned = { ...mina, until: NOW + HOUR }
    const later = NOW + 336 * HOUR
    expect(prolong([tail], 'mina', NOW, later)).toEqual({
      ok: true,
      value: { ends: [], begins: [{ personId: 'mina', kind: 'carry', from: NOW + HOUR, until: later }] },
    })
    expect(prolong([tail], 'mina', NOW, later + 1)).toMatchObject({ fields: { untilOn: 'too-far-ahead' } })
    expect(prolong([tail], 'mina', NOW, NOW)).toMatchObject({ fields: { untilOn: 'end-before-start' } })
    expect(prolong([mina], 'mina', NOW, later)).toEqual({ ok: false, refusal: 'already-decided' })
  })
})

const PEOPLE = ['mina', 'jun', 'vera', 'oleg'] as const
type Step = {
  do: 'give' | 'cover' | 'end' | 'prolong' | 'leave'
  who: (typeof PEOPLE)[number]
  hours: number
  wait: number
}
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    do: fc.constantFrom('give', 'cover', 'end', 'prolong', 'leave'),
    who: fc.constantFrom(...PEOPLE),
    hours: fc.integer({ min: 0, max: 336 }),
    wait: fc.integer({ min: 0, max: 200 }),
  }),
  { maxLength: 25 },
)

function apply(all: readonly Assigned[], { do: what, who, hours }: Step, now: number): Outcome<Change> {
  switch (what) {
    case 'give':
      return handOver(all, who, now, hours)
    case 'cover':
      return cover(all, who, now, now + (hours + 1) * HOUR)
    case 'end':
      return endEarly(all, who, now)
    case 'leave':
      return takeOver(all, who, PEOPLE[hours % PEOPLE.length] ?? null, now)
    case 'prolong':
      return prolong(all, who, now, now + hours * HOUR)
  }
}

describe('whatever is done in whatever order', () => {
  it('somebody carries the case, nobody has it twice at a time, and no end is taken back', () => {
    fc.assert(
      fc.property(steps, (walk) => {
        let all: readonly Assigned[] = [mina]
        let now = NOW
        for (const [at, step] of walk.entries()) {
          now += step.wait * HOUR
          const outcome = apply(all, step, now)
          if (!outcome.ok) continue
          for (const { id, at: ends } of outcome.value.ends) {
            const before = all.find((one) => one.id === id)
            expect(ends).toBeGreaterThanOrEqual(now)
            expect(ends).toBeLessThanOrEqual(before?.until ?? Infinity)
          }
          all = changed(all, outcome.value).map((one, index) => ({
            id: `${String(at)}-${String(index)}`,
            ...one,
          }))
          expect(PEOPLE.filter((who) => carries(all, who, now))).not.toEqual([])
          for (const one of all) {
            for (const other of all) {
              if (one === other || one.personId !== other.personId) continue
              const apart = (one.until ?? Infinity) <= other.from || (other.until ?? Infinity) <= one.from
              expect(apart || one.from === one.until || other.from === other.until).toBe(true)
            }
          }
        }
      }),
      { numRuns: 500 },
    )
  })

  it('after the longest overlap a case that was handed over is the new one’s alone', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 336 }), fc.integer({ min: 0, max: 400 }), (hours, later) => {
        const all = changed([mina], valueOf(handOver([mina], 'jun', NOW, hours))).map((one) => ({
          id: 'x',
          ...one,
        }))
        const at = NOW + later * HOUR
        const has = all.filter((one) => holdsAt(one, at)).map(({ personId }) => personId)
        expect(has).toEqual(later < hours ? ['mina', 'jun'] : ['jun'])
      }),
    )
  })
})
