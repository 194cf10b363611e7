/** What every key store promises, whatever database it is in: the same sentences for the file and for the server. */
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { beginsOnServer } from '../../../lib/server/vault/key-server-start.ts'
import { openKeyStore, type StorePlace } from '../../../lib/server/vault/key-store-place.ts'
import {
  isDestroyed,
  type KeyStore,
  type StoredKey,
  type Tombstone,
} from '../../../lib/server/vault/key-store.ts'
import { caseOwner, houseOwner, journeyOwner, type Owner } from '../../../lib/server/vault/owners.ts'
import { makeSqliteFile } from '../../../lib/server/vault/sqlite-file.ts'
import { keyDatabase } from '../../support/key-servers.ts'

type Place = {
  /** The store as another process opens it. */
  readonly open: () => KeyStore
  /** SQL from behind, as whoever has the file or the login: what the store itself does not do. */
  readonly behind: (sql: string) => Promise<void>
}

function opener(place: StorePlace): () => KeyStore {
  return () => {
    const store = openKeyStore(place)
    onTestFinished(() => store.close())
    return store
  }
}

function inFile(): Promise<Place> {
  const folder = mkdtempSync(path.join(tmpdir(), 'causeway-contract-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true })
  })
  const keyStore = path.join(folder, 'store.sqlite')
  makeSqliteFile(keyStore)
  const behind = (sql: string) => {
    const database = new DatabaseSync(keyStore)
    database.exec(sql)
    database.close()
    return Promise.resolve()
  }
  return Promise.resolve({ open: opener({ keyStore }), behind })
}

async function onServer(): Promise<Place> {
  const { url, look } = await keyDatabase()
  await beginsOnServer('/nowhere/key-file.json', url)
  const behind = async (sql: string) => {
    await look(sql.replaceAll(/\b(data_key|forgotten)\b(?= )/g, 'causeway_keys.$1'))
  }
  return { open: opener({ keyStore: 'none', keysUrl: url }), behind }
}

function key(owner: Owner, version = 1, wrappedBy = 'first'): StoredKey {
  return { id: randomUUID(), owner, version, wrappedBy, wrapped: randomBytes(60) }
}

function someone(): Owner {
  return caseOwner(randomUUID())
}

/** What can be compared: without the moment at which something was destroyed. */
function said(keys: readonly (StoredKey | Tombstone)[]): readonly string[] {
  return keys
    .map((one) =>
      isDestroyed(one)
        ? `${one.id} ${one.owner.kind} ${one.owner.id} ${String(one.version)} destroyed`
        : `${one.id} ${one.owner.kind} ${one.owner.id} ${String(one.version)} ${one.wrappedBy} ${Buffer.from(one.wrapped).toString('hex')}`,
    )
    .toSorted()
}

function found(part: Partial<Parameters<KeyStore['sweep']>[0]>): Parameters<KeyStore['sweep']>[0] {
  return { orphans: [], known: [], now: new Date(), destroyed: new Date(0), ...part }
}

describe.each([
  ['in a file', inFile],
  ['on a server', onServer],
] as const)('a key store %s', (_, make) => {
  it('keeps all of the new keys or none: not one of a version that is there, nor under another key', async () => {
    const { open } = await make()
    const store = open()
    expect([await store.wrappedBy(), await store.inUse(), await store.tombstones()]).toEqual([null, [], 0])
    const [one, two] = [key(someone()), key(someone())]
    expect(await store.create([])).toBe(true)
    expect(await store.create([one, two])).toBe(true)
    const late = key(someone())
    expect(await store.create([late, { ...key(one.owner) }])).toBe(false)
    expect(await store.create([late, key(someone(), 1, 'second')])).toBe(false)
    expect(await store.create([late, late])).toBe(false)
    expect(said(await open().get([one.id, two.id, late.id, 'unknown']))).toEqual(said([one, two]))
    expect(await store.create([late, key(one.owner, 2)])).toBe(true)
    expect([await store.wrappedBy(), await store.inUse()]).toEqual(['first', ['first']])
  })

  it('leaves an empty store empty when the first keys of all are refused', async () => {
    const { open } = await make()
    const store = open()
    const one = key(someone())
    expect(await store.create([one, { ...one, wrapped: randomBytes(60) }])).toBe(false)
    expect(await store.wrappedBy()).toBeNull()
    expect(await store.create([key(someone(), 1, 'second')])).toBe(true)
  })

  it('gives the newest key of each owner, and of a forgotten one what is left', async () => {
    const { open } = await make()
    const store = open()
    const [one, two, none] = [someone(), journeyOwner(randomUUID()), houseOwner(randomUUID())]
    const keys = [key(one), key(one, 2), key(two)] as const
    for (const each of keys) expect(await store.create([each])).toBe(true)
    expect(said(await store.newest([one, two, none]))).toEqual(said([keys[1], keys[2]]))
    expect(await store.destroy(one)).toBe(2)
    expect((await store.newest([one])).map(isDestroyed)).toEqual([true])
    expect((await open().get(keys.map(({ id }) => id))).filter(isDestroyed).length).toBe(2)
    expect(await store.tombstones()).toBe(2)
  })

  it('never has a key again for who was forgotten, also for one who never had any, whoever writes', async () => {
    const { open, behind } = await make()
    const [store, other] = [open(), open()]
    const [had, never, kept] = [someone(), someone(), someone()]
    await store.create([key(had)])
    expect([await store.destroy(had), await store.destroy(never), await other.destroy(had)]).toEqual([
      1, 0, 0,
    ])
    for (const owner of [had, never]) {
      expect(await other.create([key(owner, 2)])).toBe(false)
      expect(await other.create([key(kept), key(owner, 2)])).toBe(false)
      await behind(
        `INSERT INTO data_key (id, owner_kind, owner_id, version, wrapped_by, wrapped) VALUES ('${randomUUID()}', 'case', '${owner.id}', 9, 'first', '00')`.replace(
          "'00'",
          make === inFile ? "x'00'" : "'\\x00'",
        ),
      )
      await behind(`DELETE FROM forgotten WHERE owner_id = '${owner.id}'`)
      await behind(`DELETE FROM data_key WHERE owner_id = '${owner.id}'`)
      await behind(`UPDATE data_key SET version = 7 WHERE owner_id = '${owner.id}'`)
    }
    expect(await store.unforgotten([had, kept, never])).toEqual([kept])
    expect(await store.forgotten('case')).toEqual([had.id, never.id].toSorted())
    expect(await store.forgotten('house')).toEqual([])
    expect((await store.newest([had, never])).map(({ version }) => version)).toEqual([1])
    expect(await store.create([key(kept)])).toBe(true)
  })

  it('says another word before the next opening, once another process has destroyed or wrapped anew', async () => {
    const { open } = await make()
    const [store, other] = [open(), open()]
    const [one, two] = [key(someone()), key(someone())]
    await store.create([one, two])
    const first = await store.stamp()
    expect(await store.stamp()).toBe(first)
    await other.destroy(one.owner)
    const second = await store.stamp()
    expect(second).not.toBe(first)
    await other.rewrap('second', () => randomBytes(60))
    const third = await store.stamp()
    expect(third).not.toBe(second)
    await other.sweep(found({ orphans: [two.owner], destroyed: new Date(Date.now() + 1_000) }))
    expect(await store.stamp()).not.toBe(third)
    const own = await store.stamp()
    await store.destroy(two.owner)
    expect(await store.stamp()).not.toBe(own)
  })

  it('wraps every key anew in steps, leaves what does not open, and takes new keys under the new one only', async () => {
    const { open } = await make()
    const store = open()
    const keys = Array.from({ length: 450 }, () => key(someone()))
    await store.create(keys)
    const [bad, gone] = [keys[7], keys[8]]
    if (bad === undefined || gone === undefined) throw new Error('no keys')
    await store.destroy(gone.owner)
    const again = ({ id, wrapped }: StoredKey) => (id === bad.id ? null : Buffer.from(wrapped).reverse())
    expect(await store.rewrap('second', again)).toEqual({ keys: 448, unopened: 1 })
    expect(await store.create([key(someone())])).toBe(false)
    expect(await store.create([key(someone(), 1, 'second')])).toBe(true)
    expect(await store.wrappedBy()).toBe('second')
    expect((await store.inUse()).toSorted()).toEqual(['first', 'second'])
    expect(said(await store.some('first', 10))).toEqual(said([bad]))
    expect((await store.some('second', 10)).length).toBe(10)
    const turned = keys.filter((one) => one !== bad && one !== gone)
    expect(said(await open().get(turned.map(({ id }) => id)))).toEqual(
      said(
        turned.map((one) => ({ ...one, wrappedBy: 'second', wrapped: Buffer.from(one.wrapped).reverse() })),
      ),
    )
    expect(await store.rewrap('third', () => randomBytes(60))).toEqual({ keys: 450, unopened: 0 })
  })

  it('gives the owners of keys in pages, and no one whose keys are destroyed', async () => {
    const { open } = await make()
    const store = open()
    const owners = [
      ...Array.from({ length: 5 }, someone),
      journeyOwner(randomUUID()),
      houseOwner(randomUUID()),
    ]
    for (const owner of owners) await store.create([key(owner), key(owner, 2)])
    await store.destroy(owners[0] ?? someone())
    const pages: Owner[] = []
    for (let after: Owner | null = null; ;) {
      const page: readonly Owner[] = await store.owners(after, 2)
      pages.push(...page)
      after = page.at(-1) ?? null
      if (after === null) break
    }
    const names = pages.map(({ kind, id }) => `${kind}:${id}`)
    expect(names).toEqual(
      owners
        .slice(1)
        .map(({ kind, id }) => `${kind}:${id}`)
        .toSorted(),
    )
  })

  it('sweeps whom nobody has known for long, unless somebody takes the key to seal with', async () => {
    const { open } = await make()
    const store = open()
    const [lost, used, back] = [someone(), someone(), someone()]
    for (const owner of [lost, used, back]) await store.create([key(owner)])
    const day = (count: number) => new Date(Date.now() + count * 86_400_000)
    const all = [lost, used, back]
    expect(await store.sweep(found({ orphans: all, now: day(0), destroyed: day(-30) }))).toBe(0)
    expect((await open().newest([used])).length).toBe(1)
    expect(
      await store.sweep(found({ orphans: [lost, used], known: [back], now: day(31), destroyed: day(1) })),
    ).toBe(1)
    expect((await store.newest(all)).map((one) => [one.owner.id, isDestroyed(one)])).toEqual(
      expect.arrayContaining([
        [lost.id, true],
        [used.id, false],
        [back.id, false],
      ]),
    )
    // Swept is not forgotten: somebody who comes back gets another key.
    expect(await store.unforgotten([lost])).toEqual([lost])
    expect(await store.create([key(lost, 2)])).toBe(true)
  })

  it('makes one key of several that are made at the same moment, and none for who is forgotten at it', async () => {
    const { open } = await make()
    const stores = [open(), open(), open()]
    await stores[0]?.create([key(someone())])
    for (let round = 0; round < 10; round++) {
      const owner = someone()
      const [made] = await Promise.all([
        Promise.all(stores.map((store) => store.create([key(owner)]))),
        round % 2 === 0 ? stores[round % 3]?.destroy(owner) : null,
      ])
      const kept = (await stores[0]?.newest([owner])) ?? []
      if (round % 2 === 0) expect(kept.filter((one) => !isDestroyed(one))).toEqual([])
      else expect([made.filter(Boolean).length, kept.length]).toEqual([1, 1])
    }
  })
})

const KINDS = [caseOwner, journeyOwner, houseOwner] as const
const owner = fc.integer({ min: 0, max: 5 }).map((at) => (KINDS[at % 3] ?? caseOwner)(`owner-${String(at)}`))
const owners = fc.uniqueArray(owner, { selector: ({ id }) => id, maxLength: 3 })
const under = fc.constantFrom('first', 'second', 'third')
const moment = fc.integer({ min: 0, max: 4 })

/** One step that is done to both stores. Ids come from its place in the run, so that both have the same. */
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('create' as const),
      owners,
      under,
      version: fc.integer({ min: 1, max: 3 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('destroy' as const), owner }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('sweep' as const),
      orphans: owners,
      known: owners,
      now: moment,
      destroyed: moment,
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('newest' as const), owners }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('rewrap' as const),
      to: under,
      bad: fc.integer({ min: 0, max: 3 }),
    }),
  },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

async function done(store: KeyStore, what: Step, at: number): Promise<unknown> {
  const time = (hours: number) => new Date(hours * 3_600_000)
  switch (what.do) {
    case 'create':
      return store.create(
        what.owners.map((each, nth) => ({
          ...{ id: `key-${String(at)}-${String(nth)}`, owner: each, version: what.version },
          ...{ wrappedBy: what.under, wrapped: Buffer.from(`${String(at)} ${String(nth)}`) },
        })),
      )
    case 'destroy':
      return store.destroy(what.owner)
    case 'sweep':
      return store.sweep({ ...what, now: time(what.now), destroyed: time(what.destroyed) })
    case 'newest':
      return said(await store.newest(what.owners))
    case 'rewrap':
      return store.rewrap(what.to, ({ id, wrapped }) =>
        id.endsWith(String(what.bad)) ? null : Buffer.concat([wrapped, Buffer.from(what.to)]),
      )
  }
}

/** All that a store tells of itself. */
async function told(store: KeyStore, ids: readonly string[]): Promise<unknown> {
  const every = Array.from({ length: 6 }, (_, at) => (KINDS[at % 3] ?? caseOwner)(`owner-${String(at)}`))
  return {
    keys: said(await store.get(ids)),
    under: await store.wrappedBy(),
    inUse: (await store.inUse()).toSorted(),
    tombstones: await store.tombstones(),
    owners: await store.owners(null, 100),
    unforgotten: await store.unforgotten(every),
    forgotten: [
      await store.forgotten('case'),
      await store.forgotten('journey'),
      await store.forgotten('house'),
    ],
  }
}

it('the file and the server answer alike to whatever is done to both', async () => {
  const { url, look } = await keyDatabase()
  const folder = mkdtempSync(path.join(tmpdir(), 'causeway-contract-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true })
  })
  let seen = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
      const keyStore = path.join(folder, `${randomUUID()}.sqlite`)
      makeSqliteFile(keyStore)
      await look('drop schema if exists causeway_keys cascade')
      await beginsOnServer('/nowhere/key-file.json', url)
      const stores = [openKeyStore({ keyStore }), openKeyStore({ keyStore: 'none', keysUrl: url })] as const
      const ids = steps.flatMap((_, at) => [0, 1, 2].map((nth) => `key-${String(at)}-${String(nth)}`))
      try {
        for (const [at, what] of steps.entries()) {
          const answers = [await done(stores[0], what, at), await done(stores[1], what, at)]
          expect(answers[1]).toEqual(answers[0])
          if (answers[0] === true) seen++
        }
        expect(await told(stores[1], ids)).toEqual(await told(stores[0], ids))
      } finally {
        for (const store of stores) await store.close()
      }
    }),
    { numRuns: 25 },
  )
  // The runs made keys, and did not only refuse them.
  expect(seen).toBeGreaterThan(15)
})
