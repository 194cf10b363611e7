/** Who may walk to the database's files, who holds a data folder, and what a killed run left in it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lockFolder } from '../../../lib/server/postgres/folder-lock.ts'
import { parsePostmaster } from '../../../lib/server/postgres/postmaster.ts'
import { mayPass } from '../../../lib/server/postgres/reach.ts'

describe('whether the user of the database can walk through a folder', () => {
  const who = { uid: 101, gid: 104 }

  it('stops at a folder that only its owner may enter', () => {
    expect(mayPass({ mode: 0o40700, uid: 0, gid: 0 }, who)).toBe(false)
  })

  it('passes where everybody may walk through, also without seeing what is inside', () => {
    expect(mayPass({ mode: 0o40711, uid: 0, gid: 0 }, who)).toBe(true)
  })

  it('asks the bit of the class that the user falls into, and no other', () => {
    expect(mayPass({ mode: 0o40100, uid: 101, gid: 0 }, who)).toBe(true)
    expect(mayPass({ mode: 0o40011, uid: 101, gid: 104 }, who)).toBe(false)
    expect(mayPass({ mode: 0o40010, uid: 0, gid: 104 }, who)).toBe(true)
    expect(mayPass({ mode: 0o40701, uid: 0, gid: 104 }, who)).toBe(false)
  })
})

describe('the lock of a data folder', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'causeway-lock-'))
  })
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true })
  })

  async function take() {
    const lock = await lockFolder(folder)
    if ('heldBy' in lock) throw new Error(`held by ${lock.heldBy}`)
    return lock
  }

  it('refuses a second run while the first one lives, and says which process that is', async () => {
    const first = await take()
    expect(await lockFolder(folder)).toEqual({ heldBy: process.pid })
    await first.release()
  })

  it('is free again when the first run has ended', async () => {
    await (await take()).release()
    await (await take()).release()
  })

  it('is taken over from a run that was killed, even when its process number is in use again', async () => {
    const first = await take()
    await first.release()
    const dead = { port: 1, token: 'token', pid: process.pid }
    writeFileSync(join(folder, 'lock.json'), JSON.stringify(dead))
    await (await take()).release()
  })

  it('is taken over when the lock file is damaged', async () => {
    writeFileSync(join(folder, 'lock.json'), '{')
    await (await take()).release()
  })
})

describe('what the database server says about itself', () => {
  it('is ready when its file says so', () => {
    const text = '4711\n/data\n1795300000\n45123\n\n127.0.0.1\n  1234 5\nready   \n'
    expect(parsePostmaster(text)).toEqual({ pid: 4711, port: 45_123, ready: true })
  })

  it('is not ready while it starts', () => {
    expect(parsePostmaster('4711\n/data\n1795300000\n45123\n')).toEqual({
      pid: 4711,
      port: 45_123,
      ready: false,
    })
  })

  it('is nobody when the file is empty', () => {
    expect(parsePostmaster('')).toBeNull()
  })
})
