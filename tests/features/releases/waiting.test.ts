/** Whoever may let a release go is told that one waits, where they work anyway; nobody else is. */
import { beforeAll, beforeEach, expect, it } from 'vitest'
import type { PersonActor } from '../../../lib/domain/policy/roles.ts'
import { listReleasesToDecide } from '../../../lib/features/releases/service.ts'
import { makePerson, makeTeam, type Team } from '../../support/cast.ts'
import { look } from '../../support/database.ts'
import { dayOf } from '../../support/day.ts'
import { putRelease } from '../../support/put-release.ts'

let team: Team
let dan: PersonActor
let anna: PersonActor
let hana: PersonActor

beforeAll(async () => {
  team = await makeTeam()
  dan = await makePerson(['analyst'], null)
  anna = await makePerson(['supervisor'], team)
  hana = await makePerson(['director'], null)
})

beforeEach(async () => {
  await look('truncate release, release_defence, release_file, release_fetch')
})

async function loginOf({ personId }: PersonActor): Promise<string> {
  const [row] = await look<{ login: string }>('select login from person where id = $1', [personId])
  return row?.login ?? ''
}

/** What a page of approvals lists for somebody: the codes, or the refusal. */
async function listed(person: PersonActor): Promise<readonly string[] | string> {
  const outcome = await listReleasesToDecide(person)
  return outcome.ok ? outcome.value.map(({ code }) => code) : outcome.refusal
}

async function today(person: PersonActor): Promise<readonly string[]> {
  return (await dayOf(person)).releases.map(({ code }) => code)
}

it('a supervisor and a director find what waits, what waits longest first, on their day and among approvals', async () => {
  const first = await putRelease(look, { to: 'requested', by: await loginOf(dan), year: 1998 })
  const second = await putRelease(look, { to: 'requested', by: await loginOf(dan), year: 1997 })
  for (const person of [anna, hana]) {
    expect(await listed(person)).toEqual([first.code, second.code])
    expect(await today(person)).toEqual([first.code, second.code])
  }
  const [one] = (await dayOf(anna)).releases
  expect(one).toMatchObject({
    ...{ definition: 'pathway', tier: 'public', period: { first: '1998-01-01', last: '1998-12-31' } },
    requestedBy: expect.stringMatching(/./) as unknown,
  })
})

it('they find nothing that is not asked for yet, or decided', async () => {
  await putRelease(look, { to: 'ready', by: await loginOf(dan), year: 1998 })
  await putRelease(look, { to: 'approved', by: await loginOf(dan), year: 1997 })
  expect([await listed(anna), await today(anna)]).toEqual([[], []])
})

it('a caseworker and an analyst find nothing of it', async () => {
  await putRelease(look, { to: 'requested', by: await loginOf(dan), year: 1998 })
  const mina = await makePerson(['caseworker'], team)
  expect([await listed(mina), await today(mina)]).toEqual(['not-allowed', []])
  for (const analyst of [dan, await makePerson(['analyst'], null)]) {
    expect([await listed(analyst), await today(analyst)]).toEqual([[], []])
  }
})

it('whoever asked for it themselves is not asked to decide, whatever roles they hold; a colleague is', async () => {
  const both = await makePerson(['analyst', 'supervisor'], team)
  const release = await putRelease(look, { to: 'requested', by: await loginOf(both), year: 1998 })
  expect([await listed(both), await today(both)]).toEqual([[], []])
  expect([await listed(anna), await today(anna)]).toEqual([[release.code], [release.code]])
})
