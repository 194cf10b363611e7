/** A backup that is not whole, not ours to open, or not there is told apart in words; the house that waits for it stays empty. */
import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { writeBackup } from '../../../lib/server/backup/backup-file.ts'
import { written, type Entry } from '../../../lib/server/backup/entries.ts'
import { sealedStream, type Sealing, type Unsealing } from '../../../lib/server/backup/envelope.ts'
import { backedUp, emptyHouse, keeper, ownFolder, restored, type EmptyHouse } from '../../support/backups.ts'
import { databaseEntries } from '../../../lib/server/postgres/backup/dump.ts'
import { makeCase, makePerson, makeTeam } from '../../support/cast.ts'
import { DATABASE, look } from '../../support/database.ts'

beforeAll(async () => {
  const team = await makeTeam()
  const mina = await makePerson(['caseworker'], team)
  for (let count = 0; count < 40; count++) await makeCase(team, [mina], 'hanawon')
})

async function expectEmpty(house: EmptyHouse): Promise<void> {
  for (const table of ['person', 'case_file', 'stage_spell']) {
    expect(await house.look(`select from ${table}`), table).toEqual([])
  }
}

describe('a backup', () => {
  it('of a database that another version migrated is not made, because this one could not restore it', async () => {
    const { sealing } = await keeper()
    const file = path.join(ownFolder(), 'house.age')
    const [was] = await look<{ checksum: string }>(
      `select checksum from _prisma_migrations where migration_name like '0006%'`,
    )
    const set = `update _prisma_migrations set checksum = $1 where migration_name like '0006%'`
    await look(set, ['another'])
    await expect(backedUp(file, sealing)).rejects.toThrow(
      /Another version of Causeway migrated this database/,
    )
    await look(set, [was?.checksum])
    await backedUp(file, sealing)
    expect(readdirSync(path.dirname(file))).toEqual(['house.age'])
  })

  it('that was cut anywhere, or of which a bit was changed, is refused, and the house stays empty', async () => {
    const { sealing, unsealing } = await keeper()
    const folder = ownFolder()
    const file = path.join(folder, 'house.age')
    await backedUp(file, sealing)
    const whole = readFileSync(file)
    const target = await emptyHouse()
    const bad = path.join(folder, 'bad.age')
    const tries: (readonly [string, Buffer])[] = [
      ...[0, 10, 150, 201, 5_000, whole.length - 65_536, whole.length - 17, whole.length - 1].map(
        (length) => [`cut to ${String(length)}`, whole.subarray(0, length)] as const,
      ),
      ...[0, 30, 100, 190, 400, whole.length >> 1, whole.length - 1].map((at) => {
        const changed = Buffer.from(whole)
        changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
        return [`changed at ${String(at)}`, changed] as const
      }),
      ['with a byte more', Buffer.concat([whole, Buffer.from([0])])],
      ['that is none', randomBytes(3_000)],
    ]
    for (const [what, bytes] of tries) {
      writeFileSync(bad, bytes)
      await expect(restored(bad, unsealing, target), what).rejects.toThrow(
        /^(This is no backup, or it was cut or changed|This identity or passphrase does not open)/,
      )
    }
    await expectEmpty(target)
    await restored(file, unsealing, target)
    expect((await target.look('select from case_file')).length).toBe(40)
  })

  it('is refused although it opens, when what stands in it is not what its writer wrote', async () => {
    const { sealing, unsealing } = await keeper()
    const file = path.join(ownFolder(), 'house.age')
    const target = await emptyHouse()
    async function* forged(): AsyncGenerator<Entry> {
      yield { head: { kind: 'file', name: '../../outside' }, body: bytesOf('x') }
    }
    await writeBackup(file, sealing, forged())
    await expect(restored(file, unsealing, target)).rejects.toThrow(/no backup, or it was cut or changed/)
    // Without its end: a writer that stopped.
    const half = path.join(ownFolder(), 'half.age')
    const clear = await all(written(forged()))
    writeFileSync(half, await all(await sealedStream(bytesOf(clear.subarray(0, -30)), sealing)))
    await expect(restored(half, unsealing, target)).rejects.toMatchObject({ fault: 'damaged' })
  })

  it('opens for none but its recipients, each of them', async () => {
    const [one, two, other] = [await keeper(), await keeper(), await keeper()]
    const file = path.join(ownFolder(), 'house.age')
    const both: Sealing = {
      kind: 'recipients',
      recipients: [recipientOf(one.sealing), recipientOf(two.sealing)],
    }
    await backedUp(file, both)
    const target = await emptyHouse()
    const passphrase: Unsealing = { kind: 'passphrase', passphrase: 'some other words that nobody knows' }
    for (const wrong of [other.unsealing, passphrase]) {
      await expect(restored(file, wrong, target)).rejects.toThrow(
        'This identity or passphrase does not open the backup.',
      )
    }
    await expectEmpty(target)
    await restored(file, two.unsealing, target)
    await restored(file, one.unsealing, await emptyHouse())
  })

  it('that stops half way leaves nothing, and never takes the place of another', async () => {
    const { sealing } = await keeper()
    const folder = ownFolder()
    const file = path.join(folder, 'house.age')
    async function* failing(): AsyncGenerator<Entry> {
      yield { head: { kind: 'file', name: 'one' }, body: bytesOf('x'.repeat(200_000)) }
      await turn()
      throw new Error('the database went away')
    }
    await expect(writeBackup(file, sealing, failing())).rejects.toThrow('the database went away')
    expect(readdirSync(folder)).toEqual([])
    // What a killed run leaves is no backup, and is in nobody's way.
    writeFileSync(`${file}.new`, 'half')
    const made = await backedUp(file, sealing)
    expect(readdirSync(folder)).toEqual(['house.age'])
    await expect(backedUp(file, sealing)).rejects.toThrow(/is there already/)
    expect(readFileSync(file)).toHaveLength(made.bytes)
    await expect(backedUp(path.join(folder, 'none', 'house.age'), sealing)).rejects.toThrow(
      /cannot be written: ENOENT/,
    )
    expect((await backedUp(folder, sealing)).file).toMatch(/\/causeway-20.*\.age$/)
  })

  it('that stops in the midst of a large table lets go of the database, and says that the disk is full', async () => {
    await look(
      `insert into audit_entry (action, key_id, salt, payload)
       select 'x', 'clear', '', decode(repeat('00', 500), 'hex') from generate_series(1, 20000)`,
    )
    const folder = ownFolder()
    async function* full(): AsyncGenerator<Entry> {
      for await (const { head, body } of databaseEntries(DATABASE.migratorUrl, 0)) {
        yield { head, body: head.kind === 'table' && head.name === 'audit_entry' ? breaking(body) : body }
      }
    }
    async function* breaking(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
      for await (const chunk of body) {
        yield chunk
        throw Object.assign(new Error('no space left'), { code: 'ENOSPC', syscall: 'write' })
      }
    }
    await expect(
      writeBackup(path.join(folder, 'house.age'), (await keeper()).sealing, full()),
    ).rejects.toThrow(/cannot be written: the disk is full\. Nothing was kept/)
    expect(readdirSync(folder)).toEqual([])
    await expect
      .poll(() =>
        look(
          `select from pg_stat_activity where datname = current_database() and usename = 'causeway_migrator'`,
        ),
      )
      .toEqual([])
  })

  it('is for somebody: words that are no key of age are told, and not repeated', async () => {
    const file = path.join(ownFolder(), 'house.age')
    const wrong: Sealing = { kind: 'recipients', recipients: ['hush'] }
    await expect(backedUp(file, wrong)).rejects.toThrow('A recipient is no public key of age')
    await backedUp(file, (await keeper()).sealing)
    const identity: Unsealing = { kind: 'identities', identities: ['hush'] }
    await expect(restored(file, identity, await emptyHouse())).rejects.toThrow(
      /^An identity is no private key/,
    )
  })
})

async function* bytesOf(bytes: Uint8Array | string): AsyncGenerator<Uint8Array> {
  await turn()
  yield Buffer.from(bytes)
}

async function all(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const chunk of chunks) parts.push(chunk)
  return Buffer.concat(parts)
}

function recipientOf(sealing: Sealing): string {
  return sealing.kind === 'recipients' ? (sealing.recipients[0] ?? '') : ''
}
