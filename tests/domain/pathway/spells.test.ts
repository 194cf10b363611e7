import { describe, expect, it } from 'vitest'
import type { PartialDate } from '../../../lib/domain/calendar/partial-date.ts'
import { appendSpell, correctLastDate, type Attempt, type Spell } from '../../../lib/domain/pathway/spells.ts'

const TODAY = '2022-11-10'

function on(text: string): PartialDate {
  const precision = text.length === 10 ? 'day' : text.length === 7 ? 'month' : 'year'
  return { on: `${text}-01-01`.slice(0, 10), precision }
}

function attempt(change: Partial<Attempt>): Attempt {
  return {
    stage: 'contact',
    kind: 'opening',
    occurred: on('2021-09'),
    reason: null,
    outcome: null,
    incidentId: null,
    ...change,
  }
}

function history(...attempts: readonly Attempt[]): readonly Spell[] {
  return attempts.reduce<readonly Spell[]>((spells, next) => {
    const appended = appendSpell(spells, next, TODAY)
    if (!appended.ok) throw new Error(appended.refusal)
    return appended.value
  }, [])
}

const opened = history(attempt({}))
const sheltered = history(
  attempt({}),
  attempt({ stage: 'safe-house', kind: 'planned', occurred: on('2022-03-05') }),
)

describe('the record of a case', () => {
  it('opens at first contact and stays open there', () => {
    expect(opened).toEqual([
      {
        sequence: 1,
        from: null,
        stage: 'contact',
        kind: 'opening',
        occurred: on('2021-09'),
        since: '2021-09-01',
        until: null,
        reason: null,
        outcome: null,
        incidentId: null,
      },
    ])
  })

  it('ends the spell before on the day on which the next one starts', () => {
    expect(sheltered.map(({ since, until }) => [since, until])).toEqual([
      ['2021-09-01', '2022-03-05'],
      ['2022-03-05', null],
    ])
  })

  it('takes two moves on one day', () => {
    const twice = appendSpell(
      sheltered,
      attempt({ stage: 'transit', kind: 'planned', occurred: on('2022-03-05') }),
      TODAY,
    )
    expect(twice.ok && twice.value.at(1)?.until).toBe('2022-03-05')
  })

  it('takes a month that began before the stage before did, and counts from there', () => {
    const moved = appendSpell(
      sheltered,
      attempt({ stage: 'transit', kind: 'planned', occurred: on('2022-03') }),
      TODAY,
    )
    expect(moved.ok && moved.value.at(-1)?.since).toBe('2022-03-05')
  })

  it('refuses a date that lies wholly before the stage before', () => {
    const early = appendSpell(
      sheltered,
      attempt({ stage: 'transit', kind: 'planned', occurred: on('2022-02') }),
      TODAY,
    )
    expect(early).toEqual({ ok: false, refusal: 'invalid', fields: { occurredOn: 'before-previous-stage' } })
  })

  it('refuses tomorrow and takes today', () => {
    const tomorrow = appendSpell(
      opened,
      attempt({ stage: 'safe-house', kind: 'planned', occurred: on('2022-11-11') }),
      TODAY,
    )
    expect(tomorrow).toEqual({ ok: false, refusal: 'invalid', fields: { occurredOn: 'in-future' } })
    expect(
      appendSpell(opened, attempt({ stage: 'safe-house', kind: 'planned', occurred: on(TODAY) }), TODAY).ok,
    ).toBe(true)
  })

  it('refuses a move that is not on the pathway', () => {
    const leap = appendSpell(
      opened,
      attempt({ stage: 'hanawon', kind: 'planned', occurred: on(TODAY) }),
      TODAY,
    )
    expect(leap).toEqual({ ok: false, refusal: 'illegal-move' })
  })

  it('refuses an emergency without a reason and takes one with it', () => {
    const flight = attempt({ stage: 'transit', kind: 'emergency', occurred: on(TODAY) })
    expect(appendSpell(opened, flight, TODAY)).toEqual({
      ok: false,
      refusal: 'invalid',
      fields: { reason: 'required' },
    })
    expect(appendSpell(opened, { ...flight, reason: 'seen by minders' }, TODAY).ok).toBe(true)
  })

  it('refuses an adverse closing without its incident and takes one with it', () => {
    const lost = attempt({
      stage: 'closed',
      kind: 'planned',
      occurred: on(TODAY),
      outcome: 'forcibly-returned',
    })
    expect(appendSpell(opened, lost, TODAY)).toEqual({
      ok: false,
      refusal: 'invalid',
      fields: { incidentId: 'incident-required' },
    })
    expect(appendSpell(opened, { ...lost, incidentId: 'i' }, TODAY).ok).toBe(true)
  })

  it('reopens where it was closed from and nowhere else', () => {
    const closed = history(
      attempt({}),
      attempt({ stage: 'safe-house', kind: 'planned', occurred: on('2022-03-05') }),
      attempt({ stage: 'closed', kind: 'planned', occurred: on('2022-04-01'), outcome: 'withdrew' }),
    )
    const reopening = attempt({
      kind: 'reopen',
      stage: 'safe-house',
      occurred: on('2022-05-01'),
      reason: 'called again',
    })
    expect(appendSpell(closed, reopening, TODAY).ok).toBe(true)
    expect(appendSpell(closed, { ...reopening, stage: 'contact' }, TODAY)).toEqual({
      ok: false,
      refusal: 'illegal-move',
    })
  })

  it('corrects the day of the newest move, and with it the end of the one before', () => {
    const corrected = correctLastDate(sheltered, on('2022-04-20'), TODAY)
    expect(corrected.ok && corrected.value.map(({ since, until }) => [since, until])).toEqual([
      ['2021-09-01', '2022-04-20'],
      ['2022-04-20', null],
    ])
    expect(correctLastDate(sheltered, on('2021-08'), TODAY).ok).toBe(false)
  })
})
