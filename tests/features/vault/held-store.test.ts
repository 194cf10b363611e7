/** A key store that another process holds: waited for while this one goes on, and told in words. */
import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { caseOwner } from '../../../lib/server/vault/owners.ts'
import { ownVault } from '../../support/vaults.ts'

it('is waited for while the process goes on, and takes the key once it is let go', async () => {
  const { ring, keyStore } = ownVault()
  await ring.sealing([caseOwner(randomUUID())])
  const writer = new DatabaseSync(keyStore)
  writer.exec('BEGIN IMMEDIATE')
  const made = ring.sealing([caseOwner(randomUUID())])
  let turns = 0
  for (; turns < 5; turns++) await pause(10)
  expect(await Promise.race([made, Promise.resolve('waits')])).toBe('waits')
  writer.exec('ROLLBACK')
  writer.close()
  expect((await made).size).toBe(1)
})

it('is told as unusable, and not in the words of SQLite, when it stays held', async () => {
  const { ring, keyStore } = ownVault()
  const writer = new DatabaseSync(keyStore)
  writer.exec('BEGIN IMMEDIATE')
  const begun = performance.now()
  await expect(ring.sealing([caseOwner(randomUUID())])).rejects.toMatchObject({
    fault: 'unusable',
    message: expect.stringMatching(/is held by another process/) as unknown,
  })
  // Once, and not once more for each who asks.
  expect(performance.now() - begun).toBeLessThan(9_000)
  writer.close()
  expect((await ring.sealing([caseOwner(randomUUID())])).size).toBe(1)
}, 20_000)

it('says when a reader keeps a destroyed key in the log, and leaves no byte of it once that has gone', async () => {
  const { ring, keyStore } = ownVault()
  const owner = caseOwner(randomUUID())
  await ring.sealing([owner])
  const reader = new DatabaseSync(keyStore)
  reader.exec('BEGIN')
  const wrapped = reader.prepare('SELECT wrapped FROM data_key').get()?.['wrapped']
  const bytes = Buffer.from(wrapped instanceof Uint8Array ? wrapped : []).subarray(12, 28)
  const held = (): boolean =>
    [keyStore, `${keyStore}-wal`].some((file) => existsSync(file) && readFileSync(file).includes(bytes))
  await expect(ring.forget(owner)).rejects.toThrow(/keeps the old page in its log/)
  expect(held()).toBe(true)
  reader.exec('COMMIT')
  reader.close()
  expect(await ring.forget(owner)).toBe(0)
  expect(held()).toBe(false)
}, 20_000)

it('keeps no key as an older one wrapped it, once all are wrapped anew', async () => {
  const { ring, keyStore } = ownVault()
  await ring.sealing([caseOwner(randomUUID())])
  const reader = new DatabaseSync(keyStore)
  const wrapped = reader.prepare('SELECT wrapped FROM data_key').get()?.['wrapped']
  reader.close()
  const bytes = Buffer.from(wrapped instanceof Uint8Array ? wrapped : []).subarray(12, 28)
  await ring.rotate()
  for (const file of [keyStore, `${keyStore}-wal`]) expect(readFileSync(file).includes(bytes)).toBe(false)
})
