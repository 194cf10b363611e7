/** Several owners are forgotten, whoever reads the key store meanwhile. */
import type { Keyring } from './keyring.ts'
import type { Owner } from './owners.ts'
import { BytesLeft } from './vault-error.ts'

/** Destroys the keys of all of the owners. Says how many there were. Throws as `forgetOwners` does. */
export async function forgetAll(ring: Keyring, owners: readonly Owner[]): Promise<number> {
  let keys = 0
  let left: BytesLeft | null = null
  for (const owner of owners) {
    try {
      keys += await ring.forget(owner)
    } catch (error) {
      // A long look at the disk of the first must not keep the keys of the others alive.
      if (!(error instanceof BytesLeft)) throw error
      left = error
    }
  }
  if (left !== null) throw left
  return keys
}
