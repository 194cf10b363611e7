/** How the database learns the key that signs contexts: outside the migration files, and read by `causeway_law` alone. */
import { deriveKey } from '../vault/derive.ts'
import { withClient } from './connection.ts'

const BLOCK_BYTES = 64
const INNER = 0x36
const OUTER = 0x5c

/** The key as the two pads of HMAC (RFC 2104, section 2), so that the database needs no more than `sha256`. */
function pad(key: Buffer, byte: number): Buffer {
  const block = Buffer.alloc(BLOCK_BYTES)
  key.copy(block)
  return block.map((one) => one ^ byte) as Buffer
}

/** Writes or renews the key behind `migratorUrl`. `secret` is CAUSEWAY_SECRET. Idempotent. */
export async function setContextKey(migratorUrl: string, secret: string): Promise<void> {
  const key = deriveKey(secret, 'context')
  await withClient(migratorUrl, async (client) => {
    await client.query('SET ROLE causeway_law')
    await client.query(
      `INSERT INTO law.context_key (inner_pad, outer_pad) VALUES ($1, $2)
       ON CONFLICT (only_one) DO UPDATE SET inner_pad = excluded.inner_pad, outer_pad = excluded.outer_pad`,
      [pad(key, INNER), pad(key, OUTER)],
    )
  })
}
