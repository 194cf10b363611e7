/** Keys that failed transactions left go a month later; no key whose owner has a row, or gets one meanwhile, ever goes. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { PersonActor } from '../../../lib/domain/policy/roles.ts'
import { sweepOrphanKeys } from '../../../lib/features/upkeep/service.ts'
import { ensureKeyFile, keyFile } from '../../../lib/server/vault/key-file.ts'
import { isDestroyed } from '../../../lib/server/vault/key-store.ts'
import { keyring, type Keyring } from '../../../lib/server/vault/keyring.ts'
import {
  caseOwner,
  houseOwner,
  incidentOwner,
  journeyOwner,
  OWNER_KINDS,
  staffOwner,
  type Owner,
} from '../../../lib/server/vault/owners.ts'
import { openSqliteKeyStore } from '../../../lib/server/vault/sqlite-key-store.ts'
import { closeVault } from '../../../lib/server/vault/vault.ts'
import {
  factsOf,
  makeCase,
  makePerson,
  makeTeam,
  openCriticalIncident,
  type Team,
} from '../../support/cast.ts'
import { look } from '../../support/database.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'causeway-orphans-'))
const places = {
  keyStore: path.join(folder, 'keys', 'store.sqlite'),
  keyFile: path.join(folder, 'key-file.json'),
}
const DAY_MS = 24 * 3_600_000
let ring: Keyring
let team: Team
let mina: PersonActor

beforeAll(async () => {
  // The house of the other tests has the keys of all their databases.
  ensureKeyFile(places.keyFile, places.keyStore)
  vi.stubEnv('CAUSEWAY_KEY_STORE', places.keyStore)
  vi.stubEnv('CAUSEWAY_KEY_FILE', places.keyFile)
  ring = keyring(openSqliteKeyStore(places.keyStore), keyFile(places.keyFile))
  team = await makeTeam()
  mina = await makePerson(['caseworker'], team)
})

afterAll(async () => {
  await ring.close()
  await closeVault()
  rmSync(folder, { recursive: true, force: true })
})

function later(days: number): Date {
  return new Date(Date.now() + days * DAY_MS)
}

async function addHouse(id: string): Promise<void> {
  await look(
    `insert into house (id, code, team_id, kind, federal_district, capacity) values ($1::uuid, $1::text, $2, 'reception', 'far-eastern', 2)`,
    [id, team.id],
  )
}

async function hasKey(owner: Owner): Promise<boolean> {
  const store = openSqliteKeyStore(places.keyStore)
  // As the sweep asks, which does not take the key to seal with.
  for (let after: Owner | null = null; ;) {
    const page: readonly Owner[] = await store.owners(after, 1_000)
    if (page.some(({ kind, id }) => kind === owner.kind && id === owner.id))
      return store.close().then(() => true)
    after = page.at(-1) ?? null
    if (after === null) return store.close().then(() => false)
  }
}

describe('a key whose owner has no row', () => {
  it('goes a month after it was noticed and not before, and leaves a tombstone', async () => {
    const orphan = caseOwner(randomUUID())
    const [key] = [...(await ring.sealing([orphan])).values()]
    expect(await sweepOrphanKeys()).toMatchObject({ orphans: 1, destroyed: 0 })
    expect(await sweepOrphanKeys(later(29))).toMatchObject({ orphans: 1, destroyed: 0 })
    expect(await hasKey(orphan)).toBe(true)
    expect(await sweepOrphanKeys(later(31))).toMatchObject({ orphans: 1, destroyed: 1 })
    expect(await hasKey(orphan)).toBe(false)
    const store = openSqliteKeyStore(places.keyStore)
    expect((await store.get([key?.id ?? ''])).map(isDestroyed)).toEqual([true])
    await store.close()
    expect(await sweepOrphanKeys(later(62))).toMatchObject({ orphans: 0, destroyed: 0 })
    expect((await factsOf('key.sweep')).length).toBeGreaterThan(3)
  })

  it('stays when its owner gets a row meanwhile, and when it is only asked for to seal with', async () => {
    const [slow, retried] = [houseOwner(randomUUID()), caseOwner(randomUUID())]
    await ring.sealing([slow, retried])
    await sweepOrphanKeys()
    // The transaction of the one commits after it was noticed.
    await addHouse(slow.id)
    // The other is about to be sealed with just before the sweep that would take it: its row is not committed yet.
    await ring.sealing([retried])
    expect(await sweepOrphanKeys(later(31))).toMatchObject({ orphans: 1, destroyed: 0 })
    expect([await hasKey(slow), await hasKey(retried)]).toEqual([true, true])
    expect(await sweepOrphanKeys(later(62))).toMatchObject({ orphans: 1, destroyed: 1 })
    expect([await hasKey(slow), await hasKey(retried)]).toEqual([true, false])
    // Whoever comes back even later gets a new key.
    expect((await ring.sealing([retried])).size).toBe(1)
    await ring.forget(retried)
  })
})

describe('a key whose owner has a row', () => {
  it('never goes, of whatever kind, also of somebody who is only asked for', async () => {
    const file = await makeCase(team, [mina])
    const house = randomUUID()
    await addHouse(house)
    const incident = await openCriticalIncident(file, mina.personId)
    const wanted = randomUUID()
    const plan = randomUUID()
    await look(
      `insert into journey_plan (id, case_id, plan_version, travel_document, fallback_count, recorded_by)
       values ($1, $2, 1, 'passport', 0, $3)`,
      [plan, file.id, mina.personId],
    )
    const owners: readonly Owner[] = [
      caseOwner(file.id),
      journeyOwner(plan),
      houseOwner(house),
      incidentOwner(incident),
      staffOwner(mina.personId),
    ]
    expect(new Set(owners.map(({ kind }) => kind))).toEqual(new Set(OWNER_KINDS))
    await ring.sealing([...owners, staffOwner(wanted)])
    await look(
      `insert into approval_request (id, kind, subject_id, snapshot, asked_by, expires_at, asked_roles)
       values (gen_random_uuid(), 'invitation', $1, 's1.' || repeat('A', 126), $2, now() + interval '1 day', '{caseworker}')`,
      [wanted, mina.personId],
    )
    await sweepOrphanKeys()
    expect(await sweepOrphanKeys(later(62))).toMatchObject({ orphans: 0, destroyed: 0 })
    for (const owner of [...owners, staffOwner(wanted)]) expect(await hasKey(owner), owner.kind).toBe(true)
  })

  it('is not swept although its row is gone, where so many have none that the database must be another', async () => {
    const many = Array.from({ length: 200 }, () => caseOwner(randomUUID()))
    await ring.sealing(many)
    await sweepOrphanKeys()
    const swept = await sweepOrphanKeys(later(99))
    expect(swept).toMatchObject({ destroyed: 0 })
    expect(swept.orphans).toBeGreaterThanOrEqual(200)
    await Promise.all(many.map((owner) => ring.forget(owner)))
  })
})
