/** A process whose keys are locked fails closed wherever somebody could get in, and each place by itself. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { setLooksPerHour } from '../../../lib/features/operator/service.ts'
import { openSession } from '../../../lib/features/sign-in/service.ts'
import { unlock } from '../../../lib/features/unlocking/service.ts'
import { lookUpSession, sessionLives } from '../../../lib/server/session/lookup.ts'
import { freshToken, hashToken } from '../../../lib/server/session/token.ts'
import { ensureKeyFile } from '../../../lib/server/vault/key-file.ts'
import { lockFile } from '../../../lib/server/vault/key-lock.ts'
import { Opening, openingOfProcess } from '../../../lib/server/vault/opening.ts'
import { caseOwner } from '../../../lib/server/vault/owners.ts'
import {
  closeVault,
  enterVault,
  openVault,
  opened,
  sealed,
  vaultIsLocked,
  vaultOpens,
  whenVaultOpens,
} from '../../../lib/server/vault/vault.ts'
import { look } from '../../support/database.ts'
import { KEY_HOLDERS } from '../../support/key-holders.ts'
import { addPerson, recordedFacts, type Staff } from '../../support/staff.ts'

const [MINA, SUJI] = KEY_HOLDERS
const OWNER = caseOwner(randomUUID())
const ROW = randomUUID()

let folder: string
let mina: Staff
const token = freshToken()
const sessionId = randomUUID()

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'causeway-locked-'))
  const [file, store] = [path.join(folder, 'key-file.json'), path.join(folder, 'keys', 'store.sqlite')]
  ensureKeyFile(file, store)
  vi.stubEnv('CAUSEWAY_KEY_FILE', file)
  vi.stubEnv('CAUSEWAY_KEY_STORE', store)
  mina = await addPerson({ login: 'mina', roles: ['administrator'] })
  // As another process finds it that starts after somebody has locked it.
  await closeVault()
  await lockFile(file, new Opening(), KEY_HOLDERS, { n: 2 ** 10, r: 8, p: 1 })
  openingOfProcess().state = 'unknown'
})

afterAll(async () => {
  await closeVault()
  rmSync(folder, { recursive: true, force: true })
})

/** What somebody could get out of the process; the same in both states, asked in both. */
async function everything() {
  return {
    vault: await sealed('note', OWNER, ROW, { body: 'a name' }).then(
      async (record) => (await opened('note', OWNER, ROW, record)).body,
      (error: unknown) => (error instanceof Error && 'fault' in error ? error.fault : error),
    ),
    opens: await vaultOpens(),
    session: (await lookUpSession(token))?.sessionId ?? null,
    lives: await sessionLives(sessionId),
    door: await setLooksPerHour(20),
    signIn: await openSession('nobody', 'not the passphrase of anybody'),
  }
}

test('an unlocking that the log does not take opens nothing', async () => {
  await look('alter table audit_entry rename to elsewhere')
  vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  expect(await unlock({ holder: MINA.name, passphrase: MINA.passphrase })).toEqual({
    ok: false,
    refusal: 'failed',
  })
  await look('alter table elsewhere rename to audit_entry')
  expect(vaultIsLocked()).toBe(true)
})

test('nothing is sealed, opened, looked up or done until a holder has come, and all of it after', async () => {
  await look(
    `insert into session (id, person_id, token_hash, expires_at) values ($1, $2, $3, now() + interval '1 hour')`,
    [sessionId, mina.personId, Buffer.from(hashToken(token))],
  )
  const begun: string[] = []
  whenVaultOpens(() => begun.push('jobs'))
  expect(await everything()).toEqual({
    vault: 'locked',
    opens: false,
    session: null,
    lives: false,
    door: { ok: false, refusal: 'locked' },
    signIn: { ok: false, refusal: 'locked' },
  })
  expect((await recordedFacts('limit.set')).at(-1)).toMatchObject({ result: 'refused:locked' })
  expect(await enterVault(MINA.name, SUJI.passphrase)).toBeNull()
  const entered = await enterVault(SUJI.name, SUJI.passphrase)
  if (entered === null) throw new Error('not let in')
  expect([vaultIsLocked(), begun]).toEqual([true, []])
  openVault(entered)
  expect([vaultIsLocked(), begun]).toEqual([false, ['jobs']])
  expect(await everything()).toEqual({
    vault: 'a name',
    opens: true,
    session: sessionId,
    lives: true,
    door: { ok: true, value: null },
    signIn: { ok: false, refusal: 'wrong-credentials' },
  })
})
