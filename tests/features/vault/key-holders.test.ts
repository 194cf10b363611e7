/** A locked key file: any one of its holders opens it, nobody else, and a rotation asks none of the others. */
import { randomUUID } from 'node:crypto'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { keyFile } from '../../../lib/server/vault/key-file.ts'
import { readKeyFile } from '../../../lib/server/vault/key-file-content.ts'
import { admit, enterAs, newLockKey, type ScryptCost } from '../../../lib/server/vault/key-holders.ts'
import {
  addHolder,
  isLocked,
  isLockedFile,
  lockFile,
  removeHolder,
  unlockFile,
} from '../../../lib/server/vault/key-lock.ts'
import { keyring, type Keyring } from '../../../lib/server/vault/keyring.ts'
import { Opening } from '../../../lib/server/vault/opening.ts'
import { caseOwner } from '../../../lib/server/vault/owners.ts'
import { openRecords, sealRecords } from '../../../lib/server/vault/sealed-records.ts'
import { openSqliteKeyStore } from '../../../lib/server/vault/sqlite-key-store.ts'
import { spellingsOf } from '../../support/spellings.ts'
import { ownVault, type OwnVault } from '../../support/vaults.ts'

/** Cheap, because these tests are not about what a try costs; what a lock takes by itself is looked at below. */
const CHEAP: ScryptCost = { n: 2 ** 10, r: 8, p: 1 }

const MINA = { name: 'mina', passphrase: 'lantern over the quiet harbour' }
const SUJI = { name: 'suji', passphrase: 'seven herons at the salt gate' }
const OLEG = { name: 'oleg', passphrase: 'велосипед у синего причала' }

const row = { table: 'note', owner: caseOwner(randomUUID()), row: randomUUID() } as const

async function seal(ring: Keyring, body: string) {
  const [record] = await sealRecords(ring, [{ ...row, record: { body } }])
  return { ...row, record: { body: record?.body ?? '' } }
}

async function read(ring: Keyring, sealed: Awaited<ReturnType<typeof seal>>) {
  const [record] = await openRecords(ring, [sealed])
  return record?.body
}

/** The vault as a process opens it that somebody has unlocked, or nobody. */
function inProcess({ keyStore, keyFile: file }: OwnVault, opening = new Opening()): Keyring {
  return keyring(openSqliteKeyStore(keyStore), keyFile(file, opening))
}

async function lockedVault() {
  const vault = ownVault()
  const sealed = await seal(vault.ring, 'behind the lock')
  const opening = new Opening()
  const outcome = await lockFile(vault.keyFile, opening, [MINA, SUJI], CHEAP)
  if (!outcome.ok) throw new Error(outcome.refusal)
  return { ...vault, sealed, opening, ids: outcome.value }
}

describe('a locked key file', () => {
  it('opens for each of its holders alone, and for nobody before', async () => {
    const vault = await lockedVault()
    expect(isLockedFile(vault.keyFile)).toBe(true)
    expect(statSync(vault.keyFile).mode & 0o777).toBe(0o600)
    await expect(read(inProcess(vault), vault.sealed)).rejects.toMatchObject({ fault: 'locked' })
    for (const [at, { name, passphrase }] of [MINA, SUJI].entries()) {
      const opening = new Opening()
      expect(await unlockFile(vault.keyFile, opening, ` ${name.toUpperCase()}`, passphrase)).toBe(
        vault.ids[at],
      )
      expect(await read(inProcess(vault, opening), vault.sealed)).toBe('behind the lock')
    }
  })

  it('holds neither a key nor a passphrase, in any spelling', async () => {
    const vault = ownVault()
    const plain = readKeyFile(vault.keyFile)
    if (plain.kind !== 'plain') throw new Error('locked')
    const before = readFileSync(vault.keyFile, 'utf8')
    const spellings = plain.keys.flatMap(({ secret }) => spellingsOf(secret))
    expect(spellings.some((spelling) => before.includes(spelling))).toBe(true)
    const opening = new Opening()
    await lockFile(vault.keyFile, opening, [MINA, SUJI], CHEAP)
    const after = readFileSync(vault.keyFile, 'utf8')
    const secrets = [opening.lock?.secret ?? Buffer.alloc(32), Buffer.from(MINA.passphrase)]
    for (const spelling of [...spellings, ...secrets.flatMap(spellingsOf)])
      expect(after).not.toContain(spelling)
  })

  it.each([
    ['a wrong passphrase', MINA.name, SUJI.passphrase],
    ['a name that it does not know', OLEG.name, MINA.passphrase],
    ['a name that is none', '', MINA.passphrase],
    ['a passphrase without end', MINA.name, 'x'.repeat(100_000)],
  ])('refuses %s, and leaves the process as it was', async (_, name, passphrase) => {
    const vault = await lockedVault()
    const opening = new Opening()
    expect(await unlockFile(vault.keyFile, opening, name, passphrase)).toBeNull()
    expect(opening.lock).toBeNull()
  })

  it('takes a passphrase as any keyboard composes it', async () => {
    const vault = ownVault()
    const korean = { name: 'hana', passphrase: '바닷가 등대 아래 일곱 마리 새' }
    await lockFile(vault.keyFile, new Opening(), [MINA, korean], CHEAP)
    const typed = korean.passphrase.normalize('NFD')
    expect(await unlockFile(vault.keyFile, new Opening(), 'hana', typed)).not.toBeNull()
  })

  it('does the same work for a name that it does not know', async () => {
    const lock = newLockKey()
    const holders = [await admit(lock, 'mina', MINA.passphrase, { n: 2 ** 14, r: 8, p: 1 })]
    const timed = async (name: string) => {
      const took: number[] = []
      for (let left = 7; left > 0; left--) {
        const begun = performance.now()
        expect(await enterAs(lock.id, holders, name, 'not the right passphrase')).toBeNull()
        took.push(performance.now() - begun)
      }
      return Math.min(...took)
    }
    const [known, unknown] = [await timed('mina'), await timed('nobody')]
    expect(unknown).toBeGreaterThan(known / 2)
  })

  it('asks by itself for as much work as OWASP advises', async () => {
    const { cost } = await admit(newLockKey(), 'mina', MINA.passphrase)
    expect(cost).toEqual({ n: 131_072, r: 8, p: 1 })
  })

  it.each([
    ['one holder', [MINA], 'too-few-holders'],
    ['twice the same holder', [MINA, { ...SUJI, name: 'Mina' }], 'name-taken'],
    ['a short passphrase', [MINA, { name: 'suji', passphrase: 'too short' }], 'invalid'],
    ['a common passphrase', [MINA, { name: 'suji', passphrase: 'correct horse battery staple' }], 'invalid'],
    ['a name that is none', [MINA, { ...SUJI, name: 'Su Ji!' }], 'invalid'],
  ])('is not made for %s: the file stays as it was', async (_, holders, refusal) => {
    const vault = ownVault()
    const before = readFileSync(vault.keyFile)
    expect(await lockFile(vault.keyFile, new Opening(), holders, CHEAP)).toMatchObject({ ok: false, refusal })
    expect(readFileSync(vault.keyFile)).toEqual(before)
  })
})

describe('rotation under a lock', () => {
  it('needs the lock key alone, leaves every holder theirs, and a running process follows', async () => {
    const vault = await lockedVault()
    const running = inProcess(vault, vault.opening)
    expect(await read(running, vault.sealed)).toBe('behind the lock')
    const operator = new Opening()
    await unlockFile(vault.keyFile, operator, MINA.name, MINA.passphrase)
    expect(await inProcess(vault, operator).rotate()).toEqual({ keys: 1, unopened: 0 })
    expect(isLockedFile(vault.keyFile)).toBe(true)
    expect(await read(running, vault.sealed)).toBe('behind the lock')
    const later = new Opening()
    expect(await unlockFile(vault.keyFile, later, SUJI.name, SUJI.passphrase)).toBe(vault.ids[1])
    expect(await read(inProcess(vault, later), vault.sealed)).toBe('behind the lock')
  })

  it('is refused to a process that nobody has unlocked, and changes nothing', async () => {
    const vault = await lockedVault()
    const before = readFileSync(vault.keyFile)
    await expect(inProcess(vault).rotate()).rejects.toMatchObject({ fault: 'locked' })
    expect(readFileSync(vault.keyFile)).toEqual(before)
  })

  it('loses no key when two rotate at once', async () => {
    const vault = await lockedVault()
    const rings = [inProcess(vault, vault.opening), inProcess(vault, vault.opening)]
    await Promise.all(rings.map((ring) => ring.rotate()))
    const later = new Opening()
    await unlockFile(vault.keyFile, later, MINA.name, MINA.passphrase)
    expect(await read(inProcess(vault, later), vault.sealed)).toBe('behind the lock')
  })
})

describe('the holders', () => {
  it('are added and taken out, never below two, and whoever was taken out unlocks no more', async () => {
    const vault = await lockedVault()
    const { keyFile: file, opening } = vault
    expect(await removeHolder(file, opening, 'mina')).toEqual({ ok: false, refusal: 'too-few-holders' })
    expect(await removeHolder(file, opening, 'nobody')).toEqual({ ok: false, refusal: 'absent' })
    expect(await addHolder(file, opening, { ...OLEG, name: 'suji' }, CHEAP)).toEqual({
      ok: false,
      refusal: 'name-taken',
    })
    expect(await addHolder(file, opening, OLEG, CHEAP)).toMatchObject({ ok: true })
    expect(await removeHolder(file, opening, 'mina')).toEqual({ ok: true, value: vault.ids[0] })
    expect(await unlockFile(file, new Opening(), MINA.name, MINA.passphrase)).toBeNull()
    for (const { name, passphrase } of [SUJI, OLEG]) {
      const later = new Opening()
      expect(await unlockFile(file, later, name, passphrase)).not.toBeNull()
      expect(await read(inProcess(vault, later), vault.sealed)).toBe('behind the lock')
    }
  })

  it('are changed by nobody who has not unlocked the file', async () => {
    const { keyFile: file } = await lockedVault()
    await expect(addHolder(file, new Opening(), OLEG, CHEAP)).rejects.toMatchObject({ fault: 'locked' })
    await expect(removeHolder(file, new Opening(), 'mina')).rejects.toMatchObject({ fault: 'locked' })
    await expect(lockFile(file, new Opening(), [OLEG, MINA], CHEAP)).rejects.toMatchObject({
      fault: 'locked',
    })
  })

  it('put back into the file by hand open nothing, nor does an entry under another name', async () => {
    const vault = await lockedVault()
    const { keyFile: file, opening } = vault
    await addHolder(file, opening, OLEG, CHEAP)
    const old = readKeyFile(file)
    await removeHolder(file, opening, 'mina')
    const now = readKeyFile(file)
    if (old.kind !== 'locked' || now.kind !== 'locked') throw new Error('not locked')
    const asFile = (holders: typeof now.holders) =>
      writeFileSync(file, JSON.stringify({ version: 2, lock: now.lock, holders, sealed: now.sealed }))
    asFile(old.holders)
    await expect(unlockFile(file, new Opening(), MINA.name, MINA.passphrase)).rejects.toMatchObject({
      fault: 'damaged',
    })
    asFile(now.holders.map((holder) => (holder.name === 'suji' ? { ...holder, name: 'mina' } : holder)))
    expect(await unlockFile(file, new Opening(), 'mina', SUJI.passphrase)).toBeNull()
    asFile(now.holders)
    expect(await unlockFile(file, new Opening(), SUJI.name, SUJI.passphrase)).not.toBeNull()
  })

  it('of a lock that was made anew are those who were named, whatever they held before', async () => {
    const vault = await lockedVault()
    const { keyFile: file, opening } = vault
    const before = opening.lock?.id
    expect(await lockFile(file, opening, [SUJI, OLEG], CHEAP)).toMatchObject({ ok: true })
    expect(opening.lock?.id).not.toBe(before)
    expect(await unlockFile(file, new Opening(), MINA.name, MINA.passphrase)).toBeNull()
    expect(await read(inProcess(vault, opening), vault.sealed)).toBe('behind the lock')
  })

  it('of a lock that was made anew are asked again by a process that runs, before it does anything else', async () => {
    const vault = await lockedVault()
    const { keyFile: file, opening } = vault
    const running = inProcess(vault, opening)
    expect(await read(running, vault.sealed)).toBe('behind the lock')
    const operator = new Opening()
    await unlockFile(file, operator, MINA.name, MINA.passphrase)
    await lockFile(file, operator, [SUJI, OLEG], CHEAP)
    await inProcess(vault, operator).rotate()
    expect(isLocked(file, opening)).toBe(false)
    await expect(read(running, vault.sealed)).rejects.toMatchObject({ fault: 'locked' })
    expect([isLocked(file, opening), opening.lock]).toEqual([true, null])
    expect(await unlockFile(file, opening, OLEG.name, OLEG.passphrase)).not.toBeNull()
    expect(isLocked(file, opening)).toBe(false)
    expect(await read(running, vault.sealed)).toBe('behind the lock')
  })
})
