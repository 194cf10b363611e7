/** What one person asked and another decides outlives a renewal: as it was asked, at the version that a tab was opened at. */
import { randomUUID } from 'node:crypto'
import { beforeEach, expect, it } from 'vitest'
import { dayAt } from '../../../lib/domain/calendar/partial-date.ts'
import type { PersonActor } from '../../../lib/domain/policy/roles.ts'
import { granted } from '../../../lib/domain/refusal.ts'
import { decideApproval, openApproval, requestApproval } from '../../../lib/features/approvals/service.ts'
import { askDeletion } from '../../../lib/features/forgetting/service.ts'
import { planJourney } from '../../../lib/features/journeys/service.ts'
import { askClosing, closeCase } from '../../../lib/features/pathway/service.ts'
import { renewCase } from '../../../lib/features/renewal/service.ts'
import { nameOf } from '../../../lib/server/vault/keyring.ts'
import { journeyOwner } from '../../../lib/server/vault/owners.ts'
import { isDestroyed } from '../../../lib/server/vault/key-store.ts'
import { openSqliteKeyStore } from '../../../lib/server/vault/sqlite-key-store.ts'
import { env } from '../../../lib/server/env.ts'
import { keyIdOf } from '../../../lib/server/vault/sealed-text.ts'
import {
  formOf,
  makeCase,
  makePerson,
  makeTeam,
  openCriticalIncident,
  type Team,
  type TestCase,
} from '../../support/cast.ts'
import { look } from '../../support/database.ts'
import { peek } from '../../support/sealed.ts'
import { newestKeys } from '../../support/standing-texts.ts'
import { makeWholeCase } from '../../support/whole-case.ts'

let team: Team
let mina: PersonActor
let suji: PersonActor
let lena: PersonActor
let mine: TestCase

beforeEach(async () => {
  team = await makeTeam()
  mina = await makePerson(['caseworker'], team)
  suji = await makePerson(['supervisor'], team)
  lena = await makePerson(['trustee'], null)
  mine = await makeCase(team, [mina], 'unhcr-registration')
})

async function renew(file: TestCase = mine): Promise<void> {
  expect(await renewCase(file.code, () => undefined)).toMatchObject({
    ok: true,
    value: { made: true, unopened: [] },
  })
}

async function openAs(by: PersonActor, id: string) {
  const outcome = await openApproval(by, id)
  if (!outcome.ok) throw new Error(outcome.refusal)
  return outcome.value
}

function approve(
  by: PersonActor,
  approvalId: string,
  version: number,
  acknowledged: readonly 'exit-permission-missing'[] = [],
) {
  const input = {
    approvalId,
    decision: 'approved' as const,
    comment: 'Read.',
    acknowledged: [...acknowledged],
  }
  return decideApproval(by, input, formOf(input, { version }))
}

/** The sealed texts inside of an opened snapshot, by their names. */
async function leadsOf(id: string): Promise<Readonly<Record<string, string>>> {
  const [row] = await peek('approval_request', 'snapshot', 'id = $1', [id])
  const { plan } = JSON.parse(String(row?.['snapshot'])) as { plan: Record<string, string> }
  return { route: plan['route'] ?? '', fallbacks: plan['fallbacks'] ?? '', escort: plan['escort'] ?? '' }
}

/** Those of the keys that are destroyed. */
async function destroyed(ids: readonly string[]): Promise<readonly string[]> {
  const store = openSqliteKeyStore(env().CAUSEWAY_KEY_STORE)
  try {
    return (await store.get(ids)).filter(isDestroyed).map(({ id }) => id)
  } finally {
    await store.close()
  }
}

it('a journey is read and approved as it was asked, and where it leads is under the new key inside of what was asked too', async () => {
  const leads = { route: 'canary-route', fallbacks: 'Wait at the church', escort: 'raven' }
  const id = randomUUID()
  const plan = {
    caseId: mine.id,
    id,
    travelDocument: 'travel-certificate',
    departsOn: '2027-01-15',
    ...leads,
  } as const
  expect((await planJourney(mina, plan, formOf(plan))).ok).toBe(true)
  const asking = { caseId: mine.id, id: randomUUID() }
  expect((await requestApproval(mina, asking, formOf(asking))).ok).toBe(true)
  const before = await openAs(suji, asking.id)
  expect(before.asked).toMatchObject({ secret: leads })
  const inside = await leadsOf(asking.id)

  await renew()

  expect(await openAs(suji, asking.id)).toEqual(before)
  const key = (await newestKeys(mine.id)).get(nameOf(journeyOwner(id)))
  expect(key?.version).toBe(2)
  for (const [column, text] of Object.entries(await leadsOf(asking.id))) {
    expect(keyIdOf(text, { table: 'journey_route', column, row: id })).toBe(key?.id)
    expect(text).toHaveLength(inside[column]?.length ?? 0)
  }
  expect(await approve(suji, asking.id, before.version, ['exit-permission-missing'])).toEqual(granted(null))
})

it('a case ends by an approval that was given before', async () => {
  const incidentId = await openCriticalIncident(mine, mina.personId)
  const end = {
    ...{ caseId: mine.id, spellId: randomUUID(), occurredOn: dayAt(Date.now(), team.timeZone) },
    ...({ outcome: 'deceased', incidentId, reason: 'seen in a list' } as const),
  }
  expect(await askClosing(mina, end, formOf(end))).toEqual(granted(null))
  const [row] = await look<{ id: string; version: number }>(
    'select id, version from approval_request where case_id = $1',
    [mine.id],
  )
  expect(await approve(lena, row?.id ?? '', row?.version ?? 0)).toEqual(granted(null))
  await renew()
  expect((await closeCase(mina, end, formOf(end))).ok).toBe(true)
})

it('a deletion is decided that was asked before, and the keys of both versions go with it', async () => {
  const file = await makeWholeCase(team, mina)
  const input = { caseId: file.id, id: randomUUID(), cause: 'own-wish', reason: 'Wished by phone.' } as const
  expect(await askDeletion(mina, input, formOf(input))).toEqual(granted({ id: input.id }))
  const { version } = await openAs(lena, input.id)
  const [kept] = await look<{ sealed: string }>(
    `select body as sealed from note where case_id = $1 limit 1`,
    [file.id],
  )
  await renew(file)
  expect(await approve(lena, input.id, version)).toEqual(granted(null))
  expect(await renewCase(file.code, () => undefined)).toEqual({ ok: false, refusal: 'forgotten' })
  // As a backup from before would bring it back: the older key is destroyed as the newer is.
  const place = { table: 'note', column: 'body', row: 'of a backup' }
  const ids = [keyIdOf(kept?.sealed ?? '', place)]
  expect(await destroyed(ids)).toEqual(ids)
})
