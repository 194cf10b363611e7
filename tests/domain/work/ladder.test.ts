import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextRing, STEPS, type Ladder, type NextRing, type Raising } from '../../../lib/domain/work/ladder.ts'

const RANG = new Date('2026-03-01T03:00:00Z')
const LADDER: Ladder = { rota: ['dan', 'jun'], supervisors: ['suji', 'anna'], directors: ['hana'] }

function raising(changed: Partial<Raising> = {}): Raising {
  return {
    lastRungAt: RANG,
    step: 'raised',
    rung: ['dan'],
    raisedBy: 'mina',
    about: null,
    answered: false,
    ...changed,
  }
}

function after(minutes: number): Date {
  return new Date(RANG.getTime() + minutes * 60_000)
}

describe('an alert that nobody answers', () => {
  it('rings after ten minutes for the next on the rota, and not a moment earlier', () => {
    expect(nextRing(raising(), LADDER, after(9.99))).toBeNull()
    expect(nextRing(raising(), LADDER, after(10))).toEqual({ step: 'rota', people: ['jun'] })
  })

  it('then for the supervisors, then for the directors, then for nobody more', () => {
    const second = raising({ step: 'rota', rung: ['dan', 'jun'] })
    expect(nextRing(second, LADDER, after(10))).toEqual({ step: 'supervisors', people: ['suji', 'anna'] })
    const third = raising({ step: 'supervisors', rung: ['dan', 'jun', 'suji', 'anna'] })
    expect(nextRing(third, LADDER, after(10))).toEqual({ step: 'directors', people: ['hana'] })
    const top = raising({ step: 'directors', rung: ['dan'] })
    expect(nextRing(top, LADDER, after(1000))).toBeNull()
  })

  it('stops as soon as one of them has answered', () => {
    expect(nextRing(raising({ answered: true }), LADDER, after(10))).toBeNull()
    expect(nextRing(raising({ answered: false }), LADDER, after(10))).not.toBeNull()
  })

  it('passes over a rung with nobody new without waiting for it', () => {
    const nobodyNext = { ...LADDER, rota: ['dan'] }
    expect(nextRing(raising(), nobodyNext, after(10))).toEqual({
      step: 'supervisors',
      people: ['suji', 'anna'],
    })
    const rangThem = raising({ rung: ['suji', 'anna'] })
    expect(nextRing(rangThem, { ...LADDER, rota: [] }, after(10))).toEqual({
      step: 'directors',
      people: ['hana'],
    })
    expect(nextRing(raising(), { rota: [], supervisors: [], directors: [] }, after(10))).toBeNull()
  })

  it('never rings for who raised it, nor for whom it is about', () => {
    expect(nextRing(raising({ raisedBy: 'jun' }), LADDER, after(10))?.step).toBe('supervisors')
    expect(nextRing(raising({ step: 'rota', about: 'suji' }), LADDER, after(10))?.people).toEqual(['anna'])
  })
})

describe('whatever the house looks like', () => {
  const someone = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g')
  const people = fc.uniqueArray(someone, { maxLength: 5 })
  const house = fc.record({
    ladder: fc.record({ rota: people, supervisors: people, directors: people }),
    first: people,
    raisedBy: someone,
    about: fc.option(someone),
  })

  it('the ladder ends, rings for nobody twice, and of the rota for one person', () => {
    fc.assert(
      fc.property(house, ({ ladder, first, raisedBy, about }) => {
        const rings: NextRing[] = []
        let now = raising({ rung: first, raisedBy, about })
        for (;;) {
          const ring = nextRing(now, ladder, after(10))
          if (ring === null) break
          rings.push(ring)
          now = { ...now, step: ring.step, rung: [...now.rung, ...ring.people] }
          expect(rings.length).toBeLessThanOrEqual(3)
        }
        const rung = rings.flatMap((ring) => ring.people)
        expect(new Set([...first, ...rung]).size).toBe(first.length + rung.length)
        expect(rung).not.toContain(raisedBy)
        if (about !== null) expect(rung).not.toContain(about)
        const steps = rings.map(({ step }) => STEPS.indexOf(step))
        expect(steps).toEqual([...new Set(steps)].sort())
        for (const { step, people: called } of rings) {
          expect(called.length).toBeGreaterThan(0)
          if (step === 'rota') expect(called).toHaveLength(1)
          for (const one of called) expect(ladder[step]).toContain(one)
        }
        // Nobody who could answer is left out on top.
        const left = ladder.directors.filter((one) => one !== raisedBy && one !== about)
        for (const one of left) expect([...first, ...rung]).toContain(one)
      }),
    )
  })
})
