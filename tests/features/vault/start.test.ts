/** A start looks at the keys: a key store that is lost, older or another house's stops it in clear words. */
import { randomUUID } from 'node:crypto'
import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { assertKeysOfDatabase } from '../../../lib/server/act/known-keys.ts'
import { env } from '../../../lib/server/env.ts'
import { ensureKeyFile } from '../../../lib/server/vault/key-file.ts'
import { caseOwner, staffOwner } from '../../../lib/server/vault/owners.ts'
import { openSqliteKeyStore } from '../../../lib/server/vault/sqlite-key-store.ts'
import { makeSqliteFile } from '../../../lib/server/vault/sqlite-file.ts'
import { makePerson } from '../../support/cast.ts'
import { ownVault, type OwnVault } from '../../support/vaults.ts'

/** The store as it is now, whole, beside it. */
function copyOf({ folder, keyStore }: OwnVault): string {
  const copy = `${folder}/${randomUUID()}.sqlite`
  const database = new DatabaseSync(keyStore)
  database.exec(`VACUUM INTO '${copy}'`)
  database.close()
  return copy
}

function remove(keyStore: string): void {
  for (const end of ['', '-wal', '-shm']) rmSync(`${keyStore}${end}`, { force: true })
}

/** The vault with some keys. */
async function used(): Promise<OwnVault> {
  const vault = ownVault()
  await vault.ring.sealing([caseOwner(randomUUID()), caseOwner(randomUUID())])
  return vault
}

describe('a key file without its key store', () => {
  it('stops the start, which makes no empty one, and goes on once the store is back', async () => {
    const vault = await used()
    const copy = copyOf(vault)
    await vault.ring.close()
    remove(vault.keyStore)
    expect(() => {
      ensureKeyFile(vault.keyFile, vault.keyStore)
    }).toThrow(/key store .* is missing beside its key file. Put its newest copy back/)
    expect(() => openSqliteKeyStore(vault.keyStore)).toThrow(/is missing beside its key file/)
    expect(existsSync(vault.keyStore)).toBe(false)
    copyFileSync(copy, vault.keyStore)
    ensureKeyFile(vault.keyFile, vault.keyStore)
    await expect(vault.again().check()).resolves.toBeUndefined()
  })

  it('does not go on with a copy beside the log of the store that stood there, which would be written over it', async () => {
    const vault = await used()
    const copy = copyOf(vault)
    await vault.ring.sealing([caseOwner(randomUUID())])
    const log = readFileSync(`${vault.keyStore}-wal`)
    await vault.ring.close()
    remove(vault.keyStore)
    copyFileSync(copy, vault.keyStore)
    writeFileSync(`${vault.keyStore}-wal`, log)
    const start = () => {
      ensureKeyFile(vault.keyFile, vault.keyStore)
      openSqliteKeyStore(vault.keyStore)
    }
    expect(start).toThrow(/lies the log of another one.*Move .*-wal and .*-shm away/)
    expect(readFileSync(vault.keyStore)).toEqual(readFileSync(copy))
    rmSync(`${vault.keyStore}-wal`)
    await expect(vault.again().check()).resolves.toBeUndefined()
  })

  it('is made by a first start that was broken off after its empty store, and not beside one that had keys', async () => {
    const vault = ownVault()
    rmSync(vault.keyFile)
    makeSqliteFile(vault.keyStore)
    ensureKeyFile(vault.keyFile, vault.keyStore)
    await vault.again().check()
    await vault.again().sealing([caseOwner(randomUUID())])
    rmSync(vault.keyFile)
    expect(() => {
      ensureKeyFile(vault.keyFile, vault.keyStore)
    }).toThrow(/key file .* is missing/)
  })
})

describe('a key store', () => {
  it('from before a rotation is refused beside the key file of today, and the one of today is not', async () => {
    const vault = await used()
    const old = copyOf(vault)
    await vault.ring.rotate()
    const fresh = copyOf(vault)
    await vault.ring.close()
    remove(vault.keyStore)
    copyFileSync(old, vault.keyStore)
    await expect(vault.again().check()).rejects.toThrow(/is not the one of this key store/)
    remove(vault.keyStore)
    copyFileSync(fresh, vault.keyStore)
    await expect(vault.again().check()).resolves.toBeUndefined()
  })

  it('with one key wrapped by a key that nobody has is refused, also where new keys take a known one', async () => {
    const vault = await used()
    await vault.again().check()
    const database = new DatabaseSync(vault.keyStore)
    database.exec(
      `UPDATE data_key SET wrapped_by = '${'0'.repeat(32)}' WHERE id = (SELECT min(id) FROM data_key)`,
    )
    database.close()
    await expect(vault.again().check()).rejects.toThrow(/is not the one of this key store/)
  })

  it('of which nothing opens is refused; one damaged key of several is no reason to stop', async () => {
    const vault = await used()
    const database = new DatabaseSync(vault.keyStore)
    database.exec('UPDATE data_key SET wrapped = zeroblob(60) WHERE id = (SELECT min(id) FROM data_key)')
    await expect(vault.again().check()).resolves.toBeUndefined()
    database.exec('UPDATE data_key SET wrapped = zeroblob(60)')
    database.close()
    await expect(vault.again().check()).rejects.toThrow(/No key of the key store .* opens/)
  })

  it('takes the kinds of owner that come later, and still no key without a version', () => {
    const database = new DatabaseSync(ownVault().keyStore)
    const insert = database.prepare(
      `INSERT INTO data_key (id, owner_kind, owner_id, version, wrapped_by, wrapped) VALUES (?, 'later', 'x', ?, 'y', x'00')`,
    )
    expect(insert.run('one', 1).changes).toBe(1)
    expect(() => insert.run('two', 0)).toThrow(/CHECK constraint/)
    database.close()
  })

  it('that is no key store at all is named', () => {
    const vault = ownVault()
    const other = `${vault.folder}/other.sqlite`
    writeFileSync(other, 'no database, and long enough to be read as the head of one '.repeat(20))
    expect(() => openSqliteKeyStore(other)).toThrow(/other\.sqlite cannot be read, or is none/)
  })
})

describe('the key store beside this database', () => {
  it('must know the key of every colleague’s name; a destroyed key it knows', async () => {
    const other = ownVault()
    await expect(assertKeysOfDatabase()).resolves.toBeUndefined()
    const { personId } = await makePerson(['administrator'], null)
    await expect(assertKeysOfDatabase()).resolves.toBeUndefined()
    await expect(assertKeysOfDatabase({ keyStore: other.keyStore })).rejects.toThrow(
      /is not the one of this database, or an older copy of it/,
    )
    const store = openSqliteKeyStore(env().CAUSEWAY_KEY_STORE)
    expect(await store.destroy(staffOwner(personId))).toBe(1)
    await store.close()
    await expect(assertKeysOfDatabase()).resolves.toBeUndefined()
  })
})
