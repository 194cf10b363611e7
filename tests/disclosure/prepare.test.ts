import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../lib/domain/calendar/partial-date.ts'
import { countsOf, shapeOf } from '../../lib/domain/disclosure/shape.ts'
import { count, ladderOf, nameOf, TABLES } from '../../lib/domain/releases/count.ts'
import { DEFINITION_IDS, type DefinitionId, type Tier } from '../../lib/domain/releases/definitions.ts'
import type { Prepared } from '../../lib/domain/releases/prepared.ts'
import { prepareRelease } from '../../lib/server/disclosure/prepare.ts'
import type { EarlierRelease } from '../../lib/server/disclosure/tell.ts'
import { WORKER } from '../../lib/server/disclosure/protect-apart.ts'
import { utilityOf } from '../../lib/server/disclosure/utility.ts'
import { countedPeople } from '../support/counted-people.ts'

const YEAR = { first: '2024-01-01', last: '2024-12-31' }
const HALF = { first: '2024-07-01', last: '2024-12-31' }
const PEOPLE = countedPeople(300, [2022, 2023, 2024], 5)

async function prepare(
  definition: DefinitionId,
  {
    tier = 'public',
    people = PEOPLE,
    earlier = [],
    worker = WORKER,
    signal = new AbortController().signal,
    onRung = async () => undefined,
  }: {
    tier?: Tier
    people?: typeof PEOPLE
    earlier?: readonly EarlierRelease[]
    worker?: typeof WORKER
    signal?: AbortSignal
    onRung?: (rung: string) => Promise<void>
  } = {},
): Promise<Prepared> {
  const period = definition === 'incidents' ? HALF : YEAR
  return prepareRelease(
    { definition, period, tier, caseload: { people, withoutBasis: 4 }, earlier, signal, onRung },
    worker,
  )
}

function released(prepared: Prepared) {
  if (!prepared.ok) throw new Error(prepared.why)
  return prepared
}
const fake = (name: string, timeoutMs = 30_000) => ({
  program: path.resolve(`tests/support/protectors/${name}.ts`),
  timeoutMs,
})

/** So many people who were registered in 2024, so many days after first contact. */
const reached = (count: number, days: number) =>
  Array.from({ length: count }, () => ({
    ...({ group: 'student', sex: 'male' } as const),
    ...{ protection: [], incidents: [], placements: [] },
    spells: [
      {
        stage: 'contact' as const,
        since: addDays('2024-09-01', -days),
        until: '2024-09-01',
        outcome: null,
      },
      { stage: 'unhcr-registration' as const, since: '2024-09-01', until: null, outcome: null },
    ],
  }))

describe('the preparation of a release', () => {
  it.each(DEFINITION_IDS)(
    'of %s publishes true counts of the threshold and more, and nothing smaller',
    async (definition) => {
      const { body, tables, rungs, defence } = released(await prepare(definition))
      expect(tables.map(({ table }) => table)).toEqual(body.tables.map(({ name }) => name))
      for (const [index, table] of body.tables.entries()) {
        const id = TABLES[definition][index] ?? 'pathway'
        const { year, pooled, total } = ladderOf(id)
        const rung = [...year, ...pooled, ...total].find(
          (one) => one.axes.join() === table.dimensions.map(({ name }) => name).join(),
        )
        if (rung === undefined) throw new Error(table.name)
        const { dimensions, inner } = count(PEOPLE, id, rung, body.period)
        const counts = countsOf(shapeOf(dimensions), inner)
        const truth = rung.axes.includes('everybody') ? counts.slice(-1) : counts
        expect(table.cells).toHaveLength(truth.length)
        for (const [cell, { count: shown }] of table.cells.entries()) {
          const small = (truth[cell] ?? 0) >= 1 && (truth[cell] ?? 0) < 11
          expect(shown === null || (shown === truth[cell] && !small)).toBe(true)
        }
      }
      // Of each table exactly one way is taken, and it is the one that the table shows.
      for (const [index, { table, utility }] of tables.entries()) {
        const taken = rungs.filter((one) => one.table === table && one.result === 'taken')
        const axes = body.tables[index]?.dimensions.map(({ name }) => name)
        expect(taken.map((one) => one.axes)).toEqual([axes])
        expect(body.tables[index]?.cells.at(-1)?.count).not.toBeNull()
        expect(utility.people).toBeGreaterThanOrEqual(0.6)
      }
      expect(defence).toMatchObject({ withoutBasis: 4 })
      expect(JSON.stringify(body)).not.toContain('withoutBasis')
    },
  )

  it('of thirty people a year takes three years together where one would tell no more than its total', async () => {
    const people = countedPeople(30, [2022, 2023, 2024], 30)
    const tier: Tier = 'restricted'
    const { body } = released(await prepare('outcomes', { people, tier }))
    expect(body.period).toEqual({ first: '2022-01-01', last: '2024-12-31' })
    expect(body.tables[0]?.cells.filter(({ count: shown }) => (shown ?? 0) >= 5).length).toBeGreaterThan(1)
    expect(body.coarsened.length).toBeGreaterThan(0)
    expect(body.narrative[0]?.ko).toMatch(/\d/)

    // Where one of the three has left, there is only the year; and of a year that would show nothing else, the total.
    const earlier = [{ ...body, period: { first: '2022-01-01', last: '2022-12-31' }, tier }]
    const alone = released(await prepare('outcomes', { people, tier, earlier })).body
    expect(alone.period).toEqual(YEAR)
    expect(alone.tables[0]?.cells.map(({ count: shown }) => shown)).toEqual([30])
  })

  it('of a few people says that nothing can be shown, rather than zeros alone', async () => {
    const people = countedPeople(3, [2024], 4)
    expect(await prepare('outcomes', { people })).toMatchObject({ ok: false, why: 'unprotectable' })
    expect(await prepare('outcomes', { people, tier: 'restricted' })).toMatchObject({ ok: false })
  })

  it('of two tables of which one counts nobody takes the year for the other', async () => {
    const people = [23, 32, 24, 26, 25].flatMap((many, band) =>
      reached(many, [10, 60, 120, 300, 500][band] ?? 0),
    )
    const { body, rungs } = released(await prepare('durations', { people }))
    expect(body.period).toEqual(YEAR)
    expect(body.tables.map(({ name }) => name)).toEqual(['to-protection'])
    expect(rungs.filter(({ result }) => result === 'taken')).toMatchObject([{ years: 1 }])
  })

  it('shows the number of people alone rather than a little more: what a coarser table would show is told by no choice', async () => {
    // If half of it left because wider bands show less, then the first two bands are ten at the most, and the third is ten.
    const people = [5, 5, 10, 11, 11].flatMap((many, band) =>
      reached(many, [10, 60, 120, 300, 500][band] ?? 0),
    )
    const { body } = released(await prepare('durations', { people }))
    expect(body.tables[0]?.cells.map(({ count: shown }) => shown)).toEqual([42])
  })

  it('takes a way for what it publishes, three of five people and more', async () => {
    const people = countedPeople(30, [2022, 2023, 2024], 30)
    for (const definition of DEFINITION_IDS) {
      const { tables, body } = released(await prepare(definition, { people }))
      for (const [index, { table, utility }] of tables.entries()) {
        const { cells = [], dimensions = [] } = body.tables[index] ?? {}
        const total = cells.at(-1)?.count ?? null
        const inner = cells.filter(({ at }) =>
          dimensions.every(
            ({ total: all, parents }, axis) =>
              at[axis] !== all.code && !Object.values(parents).includes(at[axis] ?? ''),
          ),
        )
        const shown = inner.reduce((sum, { count: one }) => sum + (one ?? 0), 0)
        const share = dimensions[0]?.name === 'everybody' ? 1 : shown / (total ?? Infinity)
        expect(utility.people, table).toBe(Math.floor(100 * share) / 100)
        expect(share).toBeGreaterThanOrEqual(0.6)
      }
    }
  })

  it('says what share of people is left only where the total is told', () => {
    const table = {
      ...{ published: [null, 11, 12, null], demands: 1, certificates: 2 },
      statuses: ['small', 'published', 'published', 'complementary'] as const,
    }
    expect(utilityOf(table, 23 / 24)).toEqual({ cells: 0.5, others: 0.66, people: null })
    expect(utilityOf({ ...table, published: [null, 11, 12, 24] }, 23 / 24)).toMatchObject({ people: 0.95 })
  })

  it('of nobody says that there is nobody to count', async () => {
    expect(await prepare('shelter', { people: [] })).toMatchObject({ ok: false, why: 'empty' })
  })

  it('tells each rung as it tries it', async () => {
    const told: string[] = []
    await prepare('shelter', { onRung: async (rung) => void told.push(rung) })
    expect(told[0]).toBe(`shelter:${nameOf(ladderOf('shelter').year[0] ?? { axes: [], years: 1 })}`)
  })

  it('holds the restricted tier beside the public one to what both tell together', async () => {
    const open = released(await prepare('shelter')).body
    const earlier = [{ ...open, tier: 'public' as const }]
    const both = await prepare('shelter', { tier: 'restricted', earlier })
    if (both.ok) {
      const shown = new Map(both.body.tables[0]?.cells.map(({ at, count: one }) => [at.join(), one]))
      for (const { at, count: one } of open.tables[0]?.cells ?? []) {
        if (one !== null) expect(shown.get(at.join())).toBe(one)
      }
    }
    expect(await prepare('shelter', { earlier })).toMatchObject({ ok: false, why: 'unprotectable' })
  })

  it('takes three years together in one tier where they left together in the other, and not where one of them did', async () => {
    const people = countedPeople(30, [2022, 2023, 2024], 30)
    const restricted = released(await prepare('outcomes', { tier: 'restricted', people })).body
    expect(restricted.period.first).toBe('2022-01-01')
    const beside = [{ ...restricted, tier: 'restricted' as const }]
    const open = released(await prepare('outcomes', { people, earlier: beside })).body
    expect(open.period).toEqual(restricted.period)
    const single = [{ ...restricted, tier: 'restricted' as const, period: { ...YEAR } }]
    const alone = await prepare('outcomes', { people, earlier: single })
    expect(alone.ok ? alone.body.period : YEAR).toEqual(YEAR)
  })

  it('shows quartiles beside bands that are all published, and beside no other', async () => {
    // A first quartile of 20 days would say that 9 people or more stand in the hidden first band.
    const few = [...reached(9, 1), ...reached(21, 91), ...reached(4, 400)]
    const hidden = released(await prepare('durations', { people: few })).body
    const first = hidden.tables[0]?.cells.find(({ at }) => at[0] === '0-30' && (at[1] ?? 'all') === 'all')
    expect(first).toMatchObject({ count: null })
    expect(hidden.quartiles[0]?.rows[0]?.quartiles).toBeNull()
    const enough = [...reached(11, 1), ...reached(21, 91), ...reached(12, 400)]
    const shown = released(await prepare('durations', { people: enough })).body
    expect(shown.quartiles[0]?.rows[0]?.quartiles).not.toBeNull()
    // Nor a public one beside bands that the restricted one hides, nor such bands beside a public one.
    const restricted = { ...hidden, tier: 'restricted' as const }
    const beside = await prepare('durations', { people: few, earlier: [restricted] })
    expect(beside.ok ? beside.body.quartiles[0]?.rows[0]?.quartiles : null).toBeNull()
    const total = hidden.tables.map((table) => ({ ...table, cells: table.cells.slice(-1) }))
    const open = { ...shown, tier: 'public' as const, tables: total }
    const tiny = [...reached(3, 1), ...reached(25, 91), ...reached(6, 400)]
    const { body } = released(
      await prepare('durations', { tier: 'restricted', people: tiny, earlier: [open] }),
    )
    expect(body.tables[0]?.cells.every(({ count: one }) => one !== null)).toBe(true)
  })

  it.each([
    ['does not answer in time', fake('silent', 300)],
    ['is killed in the middle of its answer', fake('crashing')],
    ['answers with open cells and a forged certificate', fake('open')],
    ['cannot be started', fake('absent')],
  ])('lets nothing leave when the process that protects %s', async (_, worker) => {
    expect(await prepare('shelter', { worker })).toMatchObject({ ok: false, why: 'failed' })
    expect(await prepare('shelter')).toMatchObject({ ok: true })
  })

  it('ends at once, with its process, when somebody cancels it', async () => {
    const cancel = new AbortController()
    const work = prepare('shelter', {
      worker: fake('silent'),
      signal: cancel.signal,
      onRung: async () => {
        cancel.abort()
      },
    })
    await expect(work).rejects.toThrow(/abort/i)
    expect(await prepare('shelter')).toMatchObject({ ok: true })
  })
})
