/** The operator's copy of the keys: whole while the house runs, for its owner alone, and never where others may write. */
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chmodSync, copyFileSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { childEnvironment } from '../../../lib/server/env.ts'
import { copyKeys } from '../../../lib/server/vault/key-copy.ts'
import { keyFile } from '../../../lib/server/vault/key-file.ts'
import { keyring } from '../../../lib/server/vault/keyring.ts'
import { caseOwner } from '../../../lib/server/vault/owners.ts'
import { openSqliteKeyStore } from '../../../lib/server/vault/sqlite-key-store.ts'
import { ownVault, type OwnVault } from '../../support/vaults.ts'

function folderIn({ folder }: OwnVault, mode = 0o700): string {
  const made = path.join(folder, randomUUID())
  mkdirSync(made)
  chmodSync(made, mode)
  return made
}

/** Keys of so many owners, found through two files; the ids of those that were found. */
async function found(places: { keyStore: string; keyFile: string }, ids: readonly string[]): Promise<number> {
  const ring = keyring(openSqliteKeyStore(places.keyStore), keyFile(places.keyFile))
  try {
    await ring.check()
    return (await ring.opening(new Set(ids))).size
  } finally {
    await ring.close()
  }
}

async function madeKeys({ ring }: OwnVault, count: number): Promise<readonly string[]> {
  const keys = await ring.sealing(Array.from({ length: count }, () => caseOwner(randomUUID())))
  return [...keys.values()].map(({ id }) => id)
}

describe('a copy of the keys', () => {
  it('has every key of a house that runs, which a copy of the bytes of the store has not', async () => {
    const vault = ownVault()
    const ids = await madeKeys(vault, 50)
    const bytes = path.join(folderIn(vault), 'store.sqlite')
    copyFileSync(vault.keyStore, bytes)
    expect(await found({ keyStore: bytes, keyFile: vault.keyFile }, ids)).toBeLessThan(50)
    expect(await found(await copyKeys(vault, folderIn(vault)), ids)).toBe(50)
  })

  it('knows who was forgotten before it was made, and holds the key of who was forgotten after it', async () => {
    const vault = ownVault()
    const [before, after] = [caseOwner(randomUUID()), caseOwner(randomUUID())]
    const keys = [...(await vault.ring.sealing([before, after])).values()].map(({ id }) => id)
    await vault.ring.forget(before)
    const copy = await copyKeys(vault, folderIn(vault))
    await vault.ring.forget(after)
    const ring = keyring(openSqliteKeyStore(copy.keyStore), keyFile(copy.keyFile))
    expect(await ring.upkeep.unforgotten([before, after])).toEqual([after])
    const held = await ring.opening(new Set(keys))
    expect(keys.map((id) => held.get(id) === 'forgotten')).toEqual([true, false])
    await expect(ring.sealing([before])).rejects.toMatchObject({ fault: 'forgotten' })
    await ring.close()
  })

  it('takes the place of the one before, for its owner alone, and leaves nothing half beside it', async () => {
    const vault = ownVault()
    const folder = folderIn(vault)
    await copyKeys(vault, folder)
    const ids = await madeKeys(vault, 3)
    await vault.ring.rotate()
    const copy = await copyKeys(vault, folder)
    expect(await found(copy, ids)).toBe(3)
    for (const end of ['-wal', '-shm']) rmSync(`${copy.keyStore}${end}`, { force: true })
    expect(readdirSync(folder).toSorted()).toEqual(['key-file.json', 'store.sqlite'])
    for (const file of [copy.keyStore, copy.keyFile]) expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it.each([
    ['others may write', 0o777],
    ['a group may write', 0o770],
  ])('is not put where %s, and is once that is closed', async (_, mode) => {
    const vault = ownVault()
    const folder = folderIn(vault, mode)
    await expect(copyKeys(vault, folder)).rejects.toThrow(/Others may write/)
    expect(readdirSync(folder)).toEqual([])
    chmodSync(folder, 0o700)
    await copyKeys(vault, folder)
    expect(readdirSync(folder)).toContain('store.sqlite')
  })

  it('is never put over the keys themselves', async () => {
    const vault = ownVault()
    await expect(copyKeys(vault, path.dirname(vault.keyStore))).rejects.toThrow(/is where the keys stand/)
    await expect(copyKeys(vault, vault.folder)).rejects.toThrow(/is where the keys stand/)
  })

  it('is what the operator’s command makes, over another house’s only when it is told so', async () => {
    const [vault, other] = [ownVault(), ownVault()]
    const ids = await madeKeys(vault, 2)
    const others = await madeKeys(other, 1)
    const folder = folderIn(vault)
    const copy = { keyStore: path.join(folder, 'store.sqlite'), keyFile: path.join(folder, 'key-file.json') }
    expect(await commanded(vault, [folder])).toMatchObject({ code: 0 })
    expect(await found(copy, ids)).toBe(2)
    const refused = await commanded(other, [folder])
    expect(refused.code).toBe(1)
    expect(refused.said).toMatch(/was left as it is/)
    expect(await found(copy, ids)).toBe(2)
    expect(await commanded(other, [folder, '--replace'])).toMatchObject({ code: 0 })
    expect(await found(copy, others)).toBe(1)
  })
})

/** How `keys copy` ends in a house, and what it says. */
async function commanded(house: OwnVault, words: readonly string[]) {
  const child = spawn(
    process.execPath,
    ['--conditions=react-server', 'cli/causeway.ts', 'keys', 'copy', ...words],
    {
      cwd: path.resolve(import.meta.dirname, '../../..'),
      env: childEnvironment({ CAUSEWAY_KEY_FILE: house.keyFile, CAUSEWAY_KEY_STORE: house.keyStore }),
    },
  )
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part: Buffer) => {
      said += part.toString()
    })
  }
  const code = await new Promise<unknown>((done) => child.once('close', done))
  return { code, said }
}
