/** Preparing: whom it counts, how it is cancelled and taken up again, and what is said when nothing comes of it. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { PersonActor } from '../../../lib/domain/policy/roles.ts'
import { PURPOSES } from '../../../lib/domain/policy/roles.ts'
import type { CountedPerson } from '../../../lib/domain/releases/people.ts'
import { cancel, openRelease, prepare } from '../../../lib/features/releases/service.ts'
import { prepareReleases } from '../../../lib/features/statistics/service.ts'
import type { Preparation } from '../../../lib/server/disclosure/prepare.ts'
import { closeHub } from '../../../lib/server/live/hub.ts'
import { formOf, makeCase, makePerson, makeTeam, type Team } from '../../support/cast.ts'
import { asApp, asJobs, look } from '../../support/database.ts'
import { readyFor } from '../../support/prepared-release.ts'
import { put } from '../../support/sealed.ts'
import { close } from '../../support/whole-case.ts'
import { startProgram } from '../../support/start-program.ts'

const never = new AbortController().signal
const STATISTICS = { kind: 'system', purpose: 'statistics' } as const
let team: Team
let mina: PersonActor
let dan: PersonActor

beforeAll(async () => {
  team = await makeTeam()
  mina = await makePerson(['caseworker'], team)
  dan = await makePerson(['analyst'], null)
})

beforeEach(async () => {
  await look('truncate release, release_defence, release_file, release_fetch')
})

afterAll(async () => {
  await closeHub()
})

async function asked(): Promise<string> {
  const period = `${String(new Date().getUTCFullYear() - 2)}-01-01`
  const input = { id: randomUUID(), definition: 'pathway', tier: 'public', period } as const
  const outcome = await prepare(dan, input, formOf(input))
  if (!outcome.ok) throw new Error(outcome.refusal)
  return outcome.value.code
}

async function opened(code: string) {
  const outcome = await openRelease(dan, code)
  if (!outcome.ok) throw new Error(outcome.refusal)
  return outcome.value
}

async function cancelled(code: string): Promise<void> {
  const { id: releaseId, version } = await opened(code)
  const outcome = await cancel(dan, { releaseId }, formOf({ releaseId }, { version }))
  if (!outcome.ok) throw new Error(outcome.refusal)
}

/** A preparation that goes on until it is ended. */
function endless(begun: () => void) {
  return ({ signal }: Preparation) =>
    new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(new Error('ended')))
      begun()
    })
}

describe('who is counted', () => {
  async function basis(caseId: string, ground: string, on: string): Promise<void> {
    await put('data_basis', {
      ...{ case_id: caseId, purpose: 'statistics', ground, explanation: 'Said so.' },
      ...{ occurred_on: on, occurred_precision: 'day', recorded_by: mina.personId },
      review_on: ground === 'vital-interest' ? on : null,
    })
  }

  it('is whoever’s newest word lets them be: without a name, code or id, and the others as a number', async () => {
    const [agreed, withdrew, unasked, saved] = await Promise.all(
      [1, 2, 3, 4].map(() => makeCase(team, [mina])),
    )
    if (!agreed || !withdrew || !unasked || !saved) throw new Error('no cases')
    await basis(agreed.id, 'refused', '2024-01-01')
    await basis(agreed.id, 'consent', '2024-02-01')
    await basis(withdrew.id, 'consent', '2024-01-01')
    await basis(withdrew.id, 'withdrawn', '2024-02-01')
    await basis(saved.id, 'vital-interest', '2024-01-01')
    await close(saved, mina)
    await look(
      `insert into protection_step (id, case_id, track, status, occurred_on, occurred_precision, recorded_by)
       values (gen_random_uuid(), $1, 'unhcr', 'registered', '2024-03-01', 'day', $2)`,
      [agreed.id, mina.personId],
    )
    let seen: Preparation | undefined
    await asked()
    await prepareReleases(never, (one) => {
      seen = one
      return Promise.resolve(readyFor(one))
    })
    const caseload = seen?.caseload
    expect(caseload?.people).toHaveLength(2)
    expect(caseload?.withoutBasis).toBe(2)
    const told = JSON.stringify(caseload)
    for (const { id, code } of [agreed, withdrew, unasked, saved]) {
      expect(told).not.toContain(id)
      expect(told).not.toContain(code)
    }
    const registered = caseload?.people.find(({ protection }) => protection.length > 0)
    const today = await look<{ on: string }>(`select stage_since::text as on from case_file where id = $1`, [
      agreed.id,
    ])
    const expected: CountedPerson = {
      ...{ group: 'dispatched-worker', sex: 'unknown' },
      spells: [{ stage: 'contact', since: today[0]?.on ?? '', until: null, outcome: null }],
      protection: [{ track: 'unhcr', status: 'registered', on: '2024-03-01', expiresOn: null }],
      ...{ incidents: [], placements: [] },
    }
    expect(registered).toEqual(expected)
    // The outcome belongs to the stage in which it came, so that an earlier day can be asked how the case stood.
    const closed = caseload?.people.find((one) => one !== registered)
    expect(closed?.spells.map(({ stage, outcome }) => [stage, outcome])).toEqual([
      ['contact', null],
      ['closed', 'withdrew'],
    ])
  })

  it('is told for statistics only, and to people never', async () => {
    for (const purpose of PURPOSES) {
      const system = { kind: 'system', purpose } as const
      const people = await asJobs((client) => client.query('select * from law.counted_people()'), system)
      expect((people.rowCount ?? 0) > 0, purpose).toBe(purpose === 'statistics')
    }
    for (const call of ['counted_people()', 'people_not_counted()', 'take_release(gen_random_uuid())']) {
      const asPerson = asApp((client) => client.query(`select * from law.${call}`), dan)
      await expect(asPerson, call).rejects.toThrow(/permission denied/)
      const asSystem = asApp((client) => client.query(`select * from law.${call}`), STATISTICS)
      await expect(asSystem, call).rejects.toThrow(/permission denied/)
    }
    for (const table of ['case_file', 'data_basis', 'release', 'release_defence']) {
      const seen = asJobs((client) => client.query(`select 1 from ${table}`), STATISTICS)
      expect(await seen.then(({ rowCount }) => rowCount).catch(() => 0), table).toBe(0)
    }
  })
})

describe('a preparation', () => {
  it('tells how far it is, and keeps what it came to once', async () => {
    const code = await asked()
    const rungs: number[] = []
    const worked = await prepareReleases(never, async (one) => {
      await one.onRung('fine')
      rungs.push((await opened(code)).rung)
      await one.onRung('coarse')
      rungs.push((await opened(code)).rung)
      return readyFor(one)
    })
    expect([worked, rungs]).toEqual([1, [1, 2]])
    expect((await opened(code)).state).toBe('ready')
    expect(await prepareReleases(never, (one) => Promise.resolve(readyFor(one)))).toBe(0)
  })

  it('is cancelled while it runs: the work is told at once, and what it came to is not kept', async () => {
    const code = await asked()
    let ended: Preparation | undefined
    await prepareReleases(never, async (one) => {
      ended = one
      await endless(() => void cancelled(code))(one).catch(() => undefined)
      return readyFor(one)
    })
    expect(ended?.signal.aborted).toBe(true)
    expect(await opened(code)).toMatchObject({ state: 'cancelled', hash: null, body: null })
    expect(await look('select 1 from release_defence')).toEqual([])
    // The period is free again.
    await asked()
  })

  it('that a server took with it is taken up by the next after a minute, and the first writes nothing any more', async () => {
    const code = await asked()
    const killed = new AbortController()
    await prepareReleases(
      killed.signal,
      endless(() => killed.abort()),
    )
    expect(await opened(code)).toMatchObject({ state: 'preparing', rung: 0 })
    // It may only be slow.
    expect(await prepareReleases(never, (one) => Promise.resolve(readyFor(one)))).toBe(0)
    const [first] = await look<{ taken_as: string }>('select taken_as from release')
    await look(`update release set taken_at = now() - interval '61 seconds'`)
    let late: unknown
    await prepareReleases(never, async (one) => {
      const end = `select law.end_release(id, $1, 'failed', 'failed') as ended from (select $2::uuid) v (id)`
      const [row] = await look<{ id: string }>('select id from release')
      late = await asJobs((client) => client.query(end, [first?.taken_as, row?.id]), STATISTICS)
      return readyFor(one)
    })
    expect(late).toMatchObject({ rows: [{ ended: false }] })
    expect((await opened(code)).state).toBe('ready')
  })

  it('whose process is killed leaves nothing but that it was begun, and is done by the next', async () => {
    const code = await asked()
    const server = startProgram('tests/support/preparer.ts', [])
    await vi.waitFor(() => expect(server.said()).toBe('begun\n'), { timeout: 20_000, interval: 50 })
    server.process.kill('SIGKILL')
    await server.over
    expect(await opened(code)).toMatchObject({ state: 'preparing', hash: null })
    await look(`update release set taken_at = now() - interval '61 seconds'`)
    await prepareReleases(never, (one) => Promise.resolve(readyFor(one)))
    expect((await opened(code)).state).toBe('ready')
    expect(await look('select tries from release')).toEqual([{ tries: 2 }])
  })

  it('that ends its server again and again is given up, and says so', async () => {
    const code = await asked()
    await look(`update release set tries = 3`)
    await prepareReleases(never, (one) => Promise.resolve(readyFor(one)))
    expect(await opened(code)).toMatchObject({ state: 'failed', why: 'broken-off', body: null })
  })

  it.each(['empty', 'unprotectable', 'failed'] as const)(
    'that comes to nothing says why: %s',
    async (why) => {
      const code = await asked()
      await prepareReleases(never, () => Promise.resolve({ ok: false, why, rungs: [] }))
      const state = why === 'failed' ? 'failed' : 'refused'
      expect(await opened(code)).toMatchObject({ state, why, body: null, may: { request: false } })
      await asked()
    },
  )

  it('that throws, or prepares another release than the one that was asked for, fails and says so', async () => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const thrown = await asked()
    await prepareReleases(never, () => Promise.reject(new Error('the solver lies')))
    expect(await opened(thrown)).toMatchObject({ state: 'failed', why: 'failed' })
    const other = await asked()
    await prepareReleases(never, (one) => Promise.resolve(readyFor({ ...one, tier: 'restricted' })))
    expect(await opened(other)).toMatchObject({ state: 'failed', why: 'failed', body: null })
    error.mockRestore()
  })

  it('in a longer form that has left in part already says that it overlaps', async () => {
    await asked()
    await prepareReleases(never, (one) => Promise.resolve(readyFor(one)))
    const year = new Date().getUTCFullYear() - 3
    const input = {
      id: randomUUID(),
      definition: 'pathway',
      tier: 'public',
      period: `${String(year)}-01-01`,
    } as const
    const outcome = await prepare(dan, input, formOf(input))
    if (!outcome.ok) throw new Error(outcome.refusal)
    await prepareReleases(never, (one) =>
      Promise.resolve(
        readyFor({ ...one, period: { first: one.period.first, last: `${String(year + 1)}-12-31` } }),
      ),
    )
    expect(await opened(outcome.value.code)).toMatchObject({ state: 'refused', why: 'overlap' })
  })
})
