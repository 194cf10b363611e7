/** Whether the key store is the one of this database: what stands sealed names keys that it must know. */
import 'server-only'
import { db } from '../db.ts'
import { env } from '../env.ts'
import { assertApart } from '../vault/key-server-start.ts'
import { storePlace, type StorePlace } from '../vault/key-store-place.ts'
import { assertKnownKeys } from '../vault/vault.ts'
import { enter } from './context.ts'
import { openedByAct } from './tx.ts'

/**
 * Throws VaultError, in words for an operator, for a key store of another house and for one that is older than the newest
 * colleague. Names of colleagues are what every login may read; nothing is opened.
 */
export async function assertKeysOfDatabase(keyStore: StorePlace = storePlace(env())): Promise<void> {
  const people = await db().$transaction(async (client) => {
    const tx = openedByAct(client)
    await enter(tx, { kind: 'operator' })
    return tx.person.findMany({ select: { id: true, displayName: true } })
  })
  await assertKnownKeys(
    keyStore,
    people.map(({ id, displayName }) => ({
      ...{ table: 'person', column: 'displayName', row: id },
      text: displayName,
    })),
  )
}

/** Throws VaultError, in words for an operator, where the key store is a server that has the database too. */
export async function assertKeysApart(): Promise<void> {
  const { DATABASE_URL, KEYS_DATABASE_URL } = env()
  if (KEYS_DATABASE_URL !== undefined) await assertApart(DATABASE_URL, KEYS_DATABASE_URL)
}
