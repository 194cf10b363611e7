/** Who was forgotten stays forgotten: a backup of the day before brings back rows, and never what opens them. */
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { PersonActor } from '../../../lib/domain/policy/roles.ts'
import { decideApproval } from '../../../lib/features/approvals/service.ts'
import { readIdentity } from '../../../lib/features/cases/service.ts'
import { askDeletion } from '../../../lib/features/forgetting/service.ts'
import { env } from '../../../lib/server/env.ts'
import { caseOwner } from '../../../lib/server/vault/owners.ts'
import { columnOf, SEALED_FIELDS } from '../../../lib/server/vault/sealed-fields.ts'
import { openSqliteKeyStore } from '../../../lib/server/vault/sqlite-key-store.ts'
import { openedIfKept } from '../../../lib/server/vault/vault.ts'
import { backedUp, emptyHouse, keeper, ownFolder, restored, type EmptyHouse } from '../../support/backups.ts'
import { formOf, makeCase, makePerson, makeTeam, type TestCase } from '../../support/cast.ts'
import { look } from '../../support/database.ts'
import { put } from '../../support/sealed.ts'
import { SEAL_SHAPED } from '../../support/sealed-rows.ts'
import { close } from '../../support/whole-case.ts'

const NAME = 'Canary of the forgotten'
let mina: PersonActor
let hana: PersonActor

beforeAll(async () => {
  mina = await makePerson(['caseworker'], await makeTeam())
  hana = await makePerson(['director'], null)
})

async function caseWithNames(): Promise<TestCase> {
  const file = await makeCase({ id: mina.teamId ?? '', timeZone: 'UTC' }, [mina])
  await put('identity', { case_id: file.id, latin: NAME })
  await put('note', { case_id: file.id, body: NAME, recorded_by: mina.personId })
  return file
}

/** A worker asks for the deletion of a case, and a second person approves it. */
async function deleteCase(file: TestCase): Promise<void> {
  const asking = { caseId: file.id, id: randomUUID(), cause: 'own-wish', reason: 'Wished by phone.' } as const
  expect(await askDeletion(mina, asking, formOf(asking, { version: null }))).toMatchObject({ ok: true })
  const deciding = { approvalId: asking.id, decision: 'approved', comment: '', acknowledged: [] } as const
  expect(await decideApproval(hana, { ...deciding, acknowledged: [] }, formOf(deciding))).toMatchObject({
    ok: true,
  })
}

/** What deletion does to the key of a case. */
async function forget({ id }: TestCase): Promise<void> {
  const store = openSqliteKeyStore(env().CAUSEWAY_KEY_STORE)
  await store.destroy(caseOwner(id))
  await store.close()
}

/** How many sealed texts of a case stand in a house, and how many of them open. */
async function textsOf(
  { id }: TestCase,
  at: Pick<EmptyHouse, 'look'>,
): Promise<{ all: number; open: number }> {
  const found = { all: 0, open: 0 }
  for (const table of ['identity', 'note'] as const) {
    const { row, columns } = SEALED_FIELDS[table]
    const rows = await at.look<Record<string, string | null>>(`select * from ${table} where case_id = $1`, [
      id,
    ])
    for (const one of rows) {
      for (const column of columns) {
        const text = one[columnOf(column)]
        if (typeof text !== 'string') continue
        found.all++
        const place = one[columnOf(row)] ?? ''
        if ((await openedIfKept(table, caseOwner(id), place, { [column]: text })) !== null) found.open++
      }
    }
  }
  return found
}

describe('a case that was deleted today', () => {
  it('is unreadable in the live database and in a restored backup of the day before; another case is back', async () => {
    const [gone, kept] = [await caseWithNames(), await caseWithNames()]
    await close(gone, mina)
    const { sealing, unsealing } = await keeper()
    const file = path.join(ownFolder(), 'yesterday.age')
    await backedUp(file, sealing)
    expect((await textsOf(gone, { look })).open).toBeGreaterThanOrEqual(2)

    await deleteCase(gone)
    expect(await textsOf(gone, { look })).toEqual({ all: 0, open: 0 })
    expect(await readIdentity(mina, { caseId: gone.id })).toEqual({ ok: false, refusal: 'absent' })

    const target = await emptyHouse()
    const done = await restored(file, unsealing, target)
    expect(done.forgotten).toEqual([caseOwner(gone.id)])
    const there = await textsOf(gone, target)
    expect(there.all).toBeGreaterThanOrEqual(2)
    expect(there.open).toBe(0)
    const other = await textsOf(kept, target)
    expect(other).toEqual({ all: other.all, open: other.all })

    // The same through the doors of a server that starts on the restored house: first of all it deletes again.
    vi.resetModules()
    vi.stubEnv('DATABASE_URL', target.appUrl)
    vi.stubEnv('DATABASE_JOBS_URL', target.jobsUrl)
    const cases = await import('../../../lib/features/cases/service.ts')
    const { finishForgetting } = await import('../../../lib/features/forgetting/service.ts')
    const { closeDb } = await import('../../../lib/server/db.ts')
    const { closeVault } = await import('../../../lib/server/vault/vault.ts')
    expect(await cases.readIdentity(mina, { caseId: kept.id })).toMatchObject({
      ok: true,
      value: { latin: NAME },
    })
    expect(await cases.readIdentity(mina, { caseId: gone.id })).toEqual({ ok: false, refusal: 'absent' })
    expect(await finishForgetting()).toMatchObject({ repeated: 1 })
    expect(await textsOf(gone, target)).toEqual({ all: 0, open: 0 })
    expect(await target.look('select from case_file where id = $1', [gone.id])).toEqual([])
    expect(await target.look('select from case_file where id = $1', [kept.id])).toHaveLength(1)
    await closeDb()
    await closeVault()
    vi.resetModules()
  })
})

describe('a key store', () => {
  it('that is older than the backup is refused: it has the keys of the forgotten again', async () => {
    const [gone, file] = [await caseWithNames(), path.join(ownFolder(), 'house.age')]
    const old = path.join(path.dirname(file), 'old.sqlite')
    const live = new DatabaseSync(env().CAUSEWAY_KEY_STORE)
    live.prepare('VACUUM INTO ?').run(old)
    live.close()
    await forget(gone)
    const { sealing, unsealing } = await keeper()
    await backedUp(file, sealing)
    const target = await emptyHouse()
    const store = openSqliteKeyStore(old)
    await expect(restored(file, unsealing, { ...target, store })).rejects.toThrow(/is older than the backup/)
    expect(await target.look('select from person')).toEqual([])
    await restored(file, unsealing, target)
    expect((await textsOf(gone, target)).open).toBe(0)
  })

  it('that does not know a key of the backup is refused, until somebody says that there is no newer one', async () => {
    const kept = await caseWithNames()
    await look(`insert into note (id, case_id, body, recorded_by) values ($1, $2, $3, $4)`, [
      randomUUID(),
      kept.id,
      SEAL_SHAPED,
      mina.personId,
    ])
    const { sealing, unsealing } = await keeper()
    const file = path.join(ownFolder(), 'house.age')
    await backedUp(file, sealing)
    const target = await emptyHouse()
    await expect(restored(file, unsealing, target)).rejects.toThrow(/does not know 1 keys of the backup/)
    expect(await target.look('select from person')).toEqual([])
    expect(await restored(file, unsealing, { ...target, despiteUnknownKeys: true })).toMatchObject({
      unknownKeys: 1,
    })
  })
})
