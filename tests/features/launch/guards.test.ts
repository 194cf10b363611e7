/** The server refuses to work as a login that could do anything, or on a database whose guards are off. */
import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { assertBelieved } from '../../../lib/server/act/believed.ts'
import { assertGuarded, findLooseGuard } from '../../../lib/server/guards.ts'
import { DATABASE, look } from '../../support/database.ts'

describe('a start', () => {
  it('goes on as the two logins of the server, with every guard up', async () => {
    expect(await findLooseGuard(DATABASE.appUrl)).toBeNull()
    expect(await findLooseGuard(DATABASE.jobsUrl)).toBeNull()
    await expect(assertGuarded()).resolves.toBeUndefined()
  })

  it('stops as the superuser, and as the migrator, who may become the owner', async () => {
    for (const url of [DATABASE.superuserUrl, DATABASE.migratorUrl]) {
      expect(await findLooseGuard(url)).toMatch(/may read and change everything/)
    }
  })

  it('stops as another login, whatever roles it is given', async () => {
    const login = `other_${randomBytes(4).toString('hex')}`
    await look(`create role ${login} login password 'x' in role causeway_app`)
    try {
      const url = new URL(DATABASE.appUrl)
      url.username = login
      url.password = 'x'
      expect(await findLooseGuard(url.href)).toMatch(/is not a login of the server/)
    } finally {
      await look(`drop role ${login}`)
    }
  })

  it('stops when a guard is off, or leaves out the owner', async () => {
    await look('alter table note disable row level security')
    await look('alter table contact no force row level security')
    await look('alter table credential disable row level security')
    expect(await findLooseGuard(DATABASE.appUrl)).toContain('off on: contact, credential, note.')
    await expect(assertGuarded()).rejects.toThrow(/contact, credential, note/)
    await look('alter table note enable row level security')
    await look('alter table credential enable row level security')
    await look('alter table contact force row level security')
    expect(await findLooseGuard(DATABASE.appUrl)).toBeNull()
  })
})

describe('a server with another secret than the database was migrated with', () => {
  it('is not believed', async () => {
    const key = await look<{ inner_pad: Buffer }>('select inner_pad from law.context_key')
    await look(`update law.context_key set inner_pad = sha256('') || sha256('')`)
    await expect(assertBelieved()).rejects.toThrow(/does not believe this server/)
    await look('update law.context_key set inner_pad = $1', [key[0]?.inner_pad])
    await expect(assertBelieved()).resolves.toBeUndefined()
  })
})
