/** While the keys are locked nothing is renewed; once a key holder has unlocked them it is. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { refused } from '../../../lib/domain/refusal.ts'
import { renewCase } from '../../../lib/features/renewal/service.ts'
import { ensureKeyFile } from '../../../lib/server/vault/key-file.ts'
import { lockFile } from '../../../lib/server/vault/key-lock.ts'
import { Opening, openingOfProcess } from '../../../lib/server/vault/opening.ts'
import { closeVault, enterVault, openVault } from '../../../lib/server/vault/vault.ts'
import { makePerson, makeTeam, type TestCase } from '../../support/cast.ts'
import '../../support/database.ts'
import { KEY_HOLDERS } from '../../support/key-holders.ts'
import { recordedFacts } from '../../support/staff.ts'
import { standingTexts } from '../../support/standing-texts.ts'
import { startProgram } from '../../support/start-program.ts'
import { makeWholeCase } from '../../support/whole-case.ts'

let folder: string
let settings: Readonly<Record<string, string>>
let mine: TestCase

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'causeway-renewal-'))
  const [CAUSEWAY_KEY_FILE, CAUSEWAY_KEY_STORE] = [
    path.join(folder, 'key-file.json'),
    path.join(folder, 'keys', 'store.sqlite'),
  ]
  settings = { CAUSEWAY_KEY_FILE, CAUSEWAY_KEY_STORE }
  ensureKeyFile(CAUSEWAY_KEY_FILE, CAUSEWAY_KEY_STORE)
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value)
  const team = await makeTeam()
  mine = await makeWholeCase(team, await makePerson(['caseworker'], team))
  // As another process finds it that starts after somebody has locked it.
  await closeVault()
  await lockFile(CAUSEWAY_KEY_FILE, new Opening(), KEY_HOLDERS, { n: 2 ** 10, r: 8, p: 1 })
  openingOfProcess().state = 'unknown'
})

afterAll(async () => {
  await closeVault()
  rmSync(folder, { recursive: true, force: true })
})

it('a locked vault is told and nothing is touched, and an open one is renewed', async () => {
  const before = await standingTexts(mine.id)
  expect(await renewCase(mine.code, () => undefined)).toEqual(refused('locked'))
  expect((await recordedFacts('keys.renew')).at(-1)).toMatchObject({ result: 'refused:locked' })
  // The command asks a key holder first, and nobody types.
  const child = startProgram('cli/causeway.ts', ['keys', 'renew', mine.code], settings)
  await child.over
  expect(child.process.exitCode).not.toBe(0)
  expect(child.said()).toContain('Nobody answers')
  expect(await standingTexts(mine.id)).toEqual(before)

  const [holder] = KEY_HOLDERS
  const entered = await enterVault(holder.name, holder.passphrase)
  if (entered === null) throw new Error('the passphrase is wrong')
  openVault(entered)
  expect(await renewCase(mine.code, () => undefined)).toMatchObject({ ok: true, value: { made: true } })
})
