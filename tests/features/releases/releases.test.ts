/** Releases from being asked for to being fetched: who may, in what order, of exactly which content, and how often. */
import { createHash, randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { PersonActor } from '../../../lib/domain/policy/roles.ts'
import { THRESHOLDS, type DefinitionId, type Tier } from '../../../lib/domain/releases/definitions.ts'
import type { Outcome } from '../../../lib/domain/refusal.ts'
import {
  decideReleaseSchema,
  type DecideReleaseInput,
  type RequestInput,
} from '../../../lib/features/release-decisions/schema.ts'
import {
  decideRelease,
  fetchFile,
  requestReleaseOf,
  withdraw,
} from '../../../lib/features/release-decisions/service.ts'
import { prepareSchema, type ReleaseOpened } from '../../../lib/features/releases/schema.ts'
import { cancel, openRelease, openReleases, prepare } from '../../../lib/features/releases/service.ts'
import { prepareReleases } from '../../../lib/features/statistics/service.ts'
import { contextOf } from '../../../lib/server/act/context.ts'
import { factsOf, formOf, makePerson, makeTeam } from '../../support/cast.ts'
import { asApp, look } from '../../support/database.ts'
import { HIDDEN, readyFor } from '../../support/prepared-release.ts'

let dan: PersonActor
let second: PersonActor
let hana: PersonActor
let anna: PersonActor
let mina: PersonActor
/** Tests take periods one after the other, as the house does. */
const LAST_YEAR = new Date().getUTCFullYear() - 1
const TO = { recipient: 'A fund', agreement: 'A-1', expiresOn: `${String(LAST_YEAR + 3)}-01-01` }

beforeAll(async () => {
  const team = await makeTeam()
  dan = await makePerson(['analyst'], null)
  second = await makePerson(['analyst'], null)
  hana = await makePerson(['director'], null)
  anna = await makePerson(['supervisor'], team)
  mina = await makePerson(['caseworker'], team)
})

beforeEach(async () => {
  // What is released is released once: each test begins with a house that released nothing.
  await look('truncate release, release_defence, release_file, release_fetch')
})

function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.refusal)
  return outcome.value
}

type Asked = { definition?: DefinitionId; tier?: Tier; period?: string }

function ask(by: PersonActor, { definition = 'pathway', tier = 'public', period }: Asked = {}) {
  // The year before the last one is closed on every day.
  const input = { id: randomUUID(), definition, tier, period: period ?? `${String(LAST_YEAR - 1)}-01-01` }
  return prepare(by, input, formOf(input))
}

async function ready(asked: Asked = {}): Promise<ReleaseOpened> {
  const { code } = value(await ask(dan, asked))
  await prepareReleases(new AbortController().signal, (one) => Promise.resolve(readyFor(one)))
  return value(await openRelease(dan, code))
}

function request(release: ReleaseOpened, changes: Partial<RequestInput> = {}, by = dan) {
  const to = release.tier === 'restricted' ? TO : { recipient: '', agreement: '', expiresOn: '' }
  const input = { releaseId: release.id, hash: release.hash ?? '', ...to, ...changes }
  return requestReleaseOf(by, input, formOf(input))
}

async function requested(asked: Asked = {}): Promise<ReleaseOpened> {
  const release = await ready(asked)
  value(await request(release))
  return value(await openRelease(dan, release.code))
}

function decide(
  release: ReleaseOpened,
  by: PersonActor,
  changes: Partial<DecideReleaseInput> = {},
  key?: string,
) {
  const input: DecideReleaseInput = {
    ...{ releaseId: release.id, hash: release.hash ?? '', decision: 'approved', reason: null },
    ...changes,
  }
  const form = formOf(input, { version: release.version, ...(key === undefined ? {} : { key }) })
  return decideRelease({ ...by, provedAt: new Date() }, input, form)
}

async function released(asked: Asked = {}): Promise<ReleaseOpened> {
  const release = await requested(asked)
  value(await decide(release, anna))
  return value(await openRelease(dan, release.code))
}

async function stateOf({ id }: { readonly id: string }): Promise<string | undefined> {
  const [row] = await look<{ state: string }>('select state from release where id = $1', [id])
  return row?.state
}

describe('the form that asks', () => {
  it('asks for a period once table and tier are chosen, which tell the periods there are', () => {
    const missing = (definition: string, period: string) =>
      prepareSchema
        .safeParse({ id: randomUUID(), definition, tier: 'public', period })
        .error?.issues.map(({ path, message }) => [path.join(), message])
    expect(missing('', '')?.map(([field]) => field)).toEqual(['definition'])
    expect(missing('pathway', '')).toEqual([['period', 'required']])
    expect(missing('pathway', 'soon')).toEqual([['period', 'not-a-date']])
    expect(missing('pathway', '2024-01-01')).toBeUndefined()
  })
})

describe('the form that decides', () => {
  it('asks for a reason only of who declines, and not before anything is decided', () => {
    const missing = (decision: string, reason: string | null) =>
      decideReleaseSchema
        .safeParse({ releaseId: randomUUID(), hash: 'a'.repeat(64), decision, reason })
        .error?.issues.map(({ path }) => path.join())
    expect(missing('', null)).toEqual(['decision'])
    expect(missing('declined', null)).toEqual(['reason'])
    expect(missing('declined', 'not-now')).toBeUndefined()
    expect(missing('approved', null)).toBeUndefined()
  })
})

describe('a release', () => {
  it('goes from the analyst over a second person to files, and the register says who took which', async () => {
    const release = await released()
    expect(release).toMatchObject({ state: 'approved', threshold: THRESHOLDS.public, may: { fetch: true } })
    expect(release.files.map(({ name }) => name)).toContain(`${release.code}.json`)
    const name = `${release.code}-stages.en.csv`
    const file = value(await fetchFile(anna, { code: release.code, name }))
    const text = Buffer.from(file.bytes).toString('utf8')
    expect(text).toContain(release.code)
    expect(text).toContain('47')
    const again = value(await fetchFile(dan, { code: release.code, name }))
    expect(Buffer.from(again.bytes).equals(Buffer.from(file.bytes))).toBe(true)
    const listed = release.files.find((one) => one.name === name)
    expect(createHash('sha256').update(file.bytes).digest('hex')).toBe(listed?.sha256)
    const { fetches } = value(await openRelease(hana, release.code))
    expect(fetches.map((fetch) => fetch.name)).toEqual([name, name])
    expect((await factsOf('release.fetch')).at(-1)).toMatchObject({ result: 'done', subject: release.id })
  })

  it('says no count that is not published, to nobody and nowhere, but in its defence', async () => {
    const release = await released()
    expect(JSON.stringify(release)).not.toContain(String(HIDDEN))
    for (const { name } of release.files.filter((one) => /json|csv/.test(one.name))) {
      const { bytes } = value(await fetchFile(dan, { code: release.code, name }))
      expect(Buffer.from(bytes).toString('utf8'), name).not.toContain(String(HIDDEN))
    }
    const [row] = await look<{ counts: unknown }>('select counts from release_defence')
    expect(JSON.stringify(row?.counts)).toContain(String(HIDDEN))
    await expect(asApp((client) => client.query('select 1 from release_defence'), dan)).rejects.toThrow(
      /permission denied/,
    )
  })

  it('is the analysts’ alone until it is asked for, and never a caseworker’s', async () => {
    const release = await ready()
    for (const other of [anna, hana]) {
      expect(await openRelease(other, release.code)).toMatchObject({ refusal: 'absent' })
      expect(value(await openReleases(other)).releases).toEqual([])
    }
    expect((await openRelease(second, release.code)).ok).toBe(true)
    value(await request(release))
    for (const other of [anna, hana]) expect((await openRelease(other, release.code)).ok).toBe(true)
    expect(await openRelease(mina, release.code)).toMatchObject({ refusal: 'not-allowed' })
    const seen = await asApp((client) => client.query('select 1 from release'), mina)
    expect(seen.rowCount).toBe(0)
  })

  it('is of a closed period, and of each once a tier, also after it was withdrawn', async () => {
    const release = await released()
    expect(await ask(dan)).toMatchObject({ refusal: 'already-released' })
    expect(await ask(dan, { period: `${String(LAST_YEAR + 1)}-01-01` })).toMatchObject({
      fields: { period: 'not-a-choice' },
    })
    const reason = { releaseId: release.id, reason: 'risk' } as const
    value(await withdraw(hana, reason, formOf(reason)))
    expect(await ask(dan)).toMatchObject({ refusal: 'already-released' })
    const { offers } = value(await openReleases(dan))
    const open = (tier: Tier) =>
      offers.find((one) => one.definition === 'pathway' && one.tier === tier)?.periods
    const first = `${String(LAST_YEAR - 1)}-01-01`
    expect(open('public')?.some((period) => period.first === first)).toBe(false)
    expect(open('restricted')?.some((period) => period.first === first)).toBe(true)
    expect((await ask(dan, { tier: 'restricted' })).ok).toBe(true)
    // It is withdrawn: nobody fetches it any more.
    const name = `${release.code}.json`
    expect(await fetchFile(dan, { code: release.code, name })).toMatchObject({ refusal: 'absent' })
  })

  it('is fetched for seven days, then the register stays', async () => {
    const release = await released()
    const name = `${release.code}.json`
    const fetched = () => fetchFile(dan, { code: release.code, name })
    expect((await fetched()).ok).toBe(true)
    await look('alter table release disable trigger check_release')
    await look(`update release set files_until = now() - interval '1 second' where id = $1`, [release.id])
    await look('alter table release enable trigger check_release')
    expect(await fetched()).toMatchObject({ refusal: 'absent' })
    const after = value(await openRelease(dan, release.code))
    expect(after.files).toEqual([])
    expect(after.fetches).toHaveLength(1)
  })

  it('names its recipient where it is restricted, for as long as their agreement', async () => {
    const release = await ready({ tier: 'restricted' })
    expect(await request(release, { recipient: '', agreement: '' })).toMatchObject({
      fields: { recipient: 'required', agreement: 'required' },
    })
    expect(await request(release, { expiresOn: '2020-01-01' })).toMatchObject({
      fields: { expiresOn: 'in-past' },
    })
    value(await request(release))
    const shown = value(await openRelease(anna, release.code))
    expect(shown.to).toEqual(TO)
    value(await decide(shown, anna))
    const file = value(await fetchFile(anna, { code: shown.code, name: `${shown.code}.json` }))
    expect(Buffer.from(file.bytes).toString('utf8')).not.toContain(TO.recipient)
  })
})

describe('the second person', () => {
  it('is neither who asked nor who prepared, whatever roles they hold', async () => {
    const both = await makePerson(['analyst', 'director'], null)
    const { code } = value(await ask(both))
    await prepareReleases(new AbortController().signal, (one) => Promise.resolve(readyFor(one)))
    value(await request(value(await openRelease(both, code)), {}, second))
    const release = value(await openRelease(both, code))
    expect(release.may.decide).toBe(false)
    expect(await decide(release, both)).toMatchObject({ refusal: 'same-person' })
    // Past the service too.
    const past = asApp(
      (client) =>
        client.query(
          `update release set state = 'approved', decided_by = $2, approved_hash = content_hash, released_on = current_date where id = $1`,
          [release.id, both.personId],
        ),
      both,
    )
    await expect(past).rejects.toThrow(/release_by_a_second_person/)
    expect((await decide(release, hana)).ok).toBe(true)
  })

  it('decides with a fresh proof, and an analyst never', async () => {
    const release = await requested()
    const input = {
      releaseId: release.id,
      hash: release.hash ?? '',
      decision: 'approved',
      reason: null,
    } as const
    const old = { ...anna, provedAt: new Date(Date.now() - 3_600_000) }
    expect(await decideRelease(old, input, formOf(input))).toMatchObject({ refusal: 'step-up' })
    expect(await decide(release, second)).toMatchObject({ refusal: 'not-allowed' })
    expect(await stateOf(release)).toBe('requested')
  })

  it('lets exactly the content go that was asked for: another hash, or a stale tab, is refused and nothing leaves', async () => {
    const release = await requested()
    expect(await decide(release, anna, { hash: 'ab'.repeat(32) })).toMatchObject({ refusal: 'stale' })
    expect(await decide({ ...release, version: release.version - 1 }, anna)).toMatchObject({
      refusal: 'stale',
    })
    const changed = look(`update release set body = replace(body, '47', '48') where id = $1`, [release.id])
    await expect(changed).rejects.toThrow(/release_stays_as_it_is/)
    // Also past the trigger: the hash is over these very bytes.
    await look('alter table release disable trigger check_release')
    const forged = look(`update release set body = replace(body, '47', '48') where id = $1`, [release.id])
    await expect(forged).rejects.toThrow(/release_hash_of_body/)
    await look('alter table release enable trigger check_release')
    expect(await look('select 1 from release_file')).toEqual([])
    expect((await decide(release, anna)).ok).toBe(true)
  })

  it('of two who race, one decides; the same form again gets the first result and makes no other file', async () => {
    const release = await requested()
    const both = await Promise.all([decide(release, anna), decide(release, hana)])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(both.find(({ ok }) => !ok)).toMatchObject({
      refusal: expect.stringMatching(/already-decided|stale/) as string,
    })
    const other = await requested({ definition: 'shelter' })
    const key = randomUUID()
    value(await decide(other, anna, {}, key))
    const files = await look('select name, sha256 from release_file order by release_id, name')
    value(await decide(other, anna, {}, key))
    expect(await look('select name, sha256 from release_file order by release_id, name')).toEqual(files)
  })

  it('declines in a closed word, and the period may be prepared again', async () => {
    const release = await requested()
    value(await decide(release, hana, { decision: 'declined', reason: 'not-now' }))
    expect(value(await openRelease(dan, release.code))).toMatchObject({
      state: 'declined',
      declineReason: 'not-now',
    })
    expect((await ask(dan)).ok).toBe(true)
  })

  it('does not let go what another release has outrun: the two were never attacked together', async () => {
    const first = await requested()
    const beside = await requested({ tier: 'restricted' })
    value(await decide(first, anna))
    expect(await decide(beside, anna)).toMatchObject({ refusal: 'outrun' })
    expect(await stateOf(beside)).toBe('requested')
    const input = { releaseId: beside.id }
    value(await cancel(dan, input, formOf(input)))
    const again = await requested({ tier: 'restricted' })
    expect(again.report?.tables[0]?.attack.earlier).toBe(1)
    expect((await decide(again, anna)).ok).toBe(true)
  })
})

describe('a preparation that is discarded', () => {
  it('keeps nothing that could be compared with the next one of its period; one that is kept does', async () => {
    const { id, code } = await ready()
    expect((await ready({ tier: 'restricted' })).body).not.toBeNull()
    const input = { releaseId: id }
    value(await cancel(dan, input, formOf(input)))
    expect(value(await openRelease(dan, code))).toMatchObject({
      state: 'cancelled',
      body: null,
      report: null,
    })
    const again = value(await ask(dan))
    expect(again.code).not.toBe(code)
  })
})

describe('the database', () => {
  it('takes a release forward only, in one’s own name, and files only with the approval', async () => {
    const release = await ready()
    const tries: readonly (readonly [PersonActor, string, RegExp])[] = [
      [
        dan,
        `update release set state = 'approved', decided_by = '${dan.personId}' where true`,
        /release_only_forward/,
      ],
      [
        dan,
        `update release set state = 'requested', requested_by = '${second.personId}', requested_hash = content_hash`,
        /row-level/,
      ],
      [
        dan,
        `update release set state = 'cancelled', cancelled_by = '${second.personId}'`,
        /row-level security/,
      ],
      [dan, `update release set body = 'x'`, /permission denied/],
      [dan, `delete from release`, /permission denied/],
      [
        hana,
        `insert into release_file values ('${release.id}', 'R-x.json', 'application/json', 'x', sha256('x'))`,
        /row-level/,
      ],
    ]
    for (const [who, sql, why] of tries) {
      await expect(
        asApp((client) => client.query(sql), who),
        sql,
      ).rejects.toThrow(why)
    }
    const approved = await released({ definition: 'shelter' })
    const late = asApp(
      (client) =>
        client.query(
          `insert into release_file values ($1, 'R-late.json', 'application/json', 'x', sha256('x'))`,
          [approved.id],
        ),
      anna,
    )
    await expect(late).rejects.toThrow(/row-level security/)
    const back = look(`update release set state = 'ready' where id = $1`, [approved.id])
    await expect(back).rejects.toThrow(/release_only_forward/)
  })

  it('believes nobody who is not signed in as an analyst', async () => {
    const insert = `insert into release (id, code, definition, definition_version, tier, threshold, first_on, last_on, asked_by)
      values (gen_random_uuid(), 'R-tamore-47', 'pathway', 1, 'public', 11, '2020-01-01', '2020-12-31', $1)`
    const by = (who: PersonActor) => asApp((client) => client.query(insert, [who.personId]), who)
    await expect(by(hana)).rejects.toThrow(/row-level security/)
    expect((await by(dan)).rowCount).toBe(1)
    expect(contextOf(dan)).toContain(dan.personId)
  })
})
