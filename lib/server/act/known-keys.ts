/** Whether the key store is the one of this database: what stands sealed names keys that it must know. */
import 'server-only'
import { db } from '../db.ts'
import { env } from '../env.ts'
import { assertKnownKeys } from '../vault/vault.ts'
import { enter } from './context.ts'
import { openedByAct } from './tx.ts'

/**
 * Throws VaultError, in words for an operator, for a key store of another house and for one that is older than the newest
 * colleague. Names of colleagues are what every login may read; nothing is opened.
 */
export async function assertKeysOfDatabase(keyStore: string = env().CAUSEWAY_KEY_STORE): Promise<void> {
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
