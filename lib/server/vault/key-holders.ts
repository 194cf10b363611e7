/**
 * Who may unlock a locked key file. One random lock key seals its keys; for each holder the lock key is wrapped, AES-256-GCM,
 * under scrypt (RFC 7914) of a passphrase of their own. Any one of them unlocks; none of them learns another's passphrase.
 */
import { createHash, randomBytes, randomUUID, scrypt } from 'node:crypto'
import { z } from 'zod'
import { cleanLogin } from '../../domain/login.ts'
import { normalizedPassword, PASSWORD_LENGTH } from '../../domain/password/password-problem.ts'
import { ADDED_BYTES, decrypt, encrypt } from './aes-gcm.ts'
import { KEY_BYTES } from './data-key.ts'

const SALT_BYTES = 16
const ID_BYTES = 16

/** Below it nobody would be left when one forgets, leaves, or is taken. */
export const HOLDERS_AT_LEAST = 2

/** What one try costs: `n` and `r` take 128 · n · r bytes of memory, `p` times over one after the other. */
export type ScryptCost = { readonly n: number; readonly r: number; readonly p: number }

/** 128 MiB and most of a second: the first choice of the OWASP Password Storage Cheat Sheet for scrypt. */
const COST: ScryptCost = { n: 2 ** 17, r: 8, p: 1 }

/** More than any holder's entry asks; a file that was tampered with must not take all memory. */
const MEMORY_AT_MOST = 2 ** 28

export const holderShape = z.object({
  id: z.uuid(),
  name: z.string().refine((name) => cleanLogin(name) === name),
  cost: z
    .object({ n: z.int().positive(), r: z.int().positive(), p: z.int().min(1).max(4) })
    .refine(({ n, r }) => 128 * n * r < MEMORY_AT_MOST),
  salt: z.base64url(),
  wrapped: z.base64url(),
})

/** One who may unlock, as the key file keeps them. `id` is what the log may say of them. */
export type KeyHolder = z.output<typeof holderShape>

/** The lock key and its id, a hash of it: one that does not fit is another lock's. */
export type LockKey = { readonly id: string; readonly secret: Buffer }

/** The lock key of 32 secret bytes. */
export function lockKeyOf(secret: Buffer): LockKey {
  const id = createHash('sha256').update('causeway/lock-key/1').update(secret).digest('hex')
  return { id: id.slice(0, 2 * ID_BYTES), secret }
}

/** A new lock key. */
export function newLockKey(): LockKey {
  return lockKeyOf(randomBytes(KEY_BYTES))
}

/** Makes the entry by which a passphrase gives the lock key. Name and passphrase must have been found good before. */
export async function admit(
  lock: LockKey,
  name: string,
  passphrase: string,
  cost: ScryptCost = COST,
): Promise<KeyHolder> {
  const salt = randomBytes(SALT_BYTES).toString('base64url')
  const head = { id: randomUUID(), name, cost, salt }
  const wrapped = encrypt(await derive(passphrase, head), bindings(lock.id, head), lock.secret)
  return { ...head, wrapped: wrapped.toString('base64url') }
}

/**
 * The lock key that a holder's passphrase gives, and who it was; null for a wrong passphrase and for an unknown name, after
 * the same work.
 */
export async function enterAs(
  lockId: string,
  holders: readonly KeyHolder[],
  name: string,
  passphrase: string,
): Promise<{ readonly lock: LockKey; readonly holder: KeyHolder } | null> {
  const known = holders.find((holder) => holder.name === cleanLogin(name))
  // Whose passphrase it is does not matter where none fits: the work is what must be the same.
  const holder = known ?? holders[0]
  if (holder === undefined) return null
  const tooLong = passphrase.length > 4 * PASSWORD_LENGTH.most
  const secret = unwrapped(lockId, holder, await derive(tooLong ? '' : passphrase, holder))
  if (known === undefined || tooLong || secret === null) return null
  const lock = lockKeyOf(secret)
  return lock.id === lockId ? { lock, holder } : null
}

type Head = Pick<KeyHolder, 'id' | 'name' | 'cost' | 'salt'>

function derive(passphrase: string, { salt, cost: { n, r, p } }: Head): Promise<Buffer> {
  const options = { N: n, r, p, maxmem: MEMORY_AT_MOST }
  return new Promise((resolve, reject) => {
    scrypt(
      normalizedPassword(passphrase),
      Buffer.from(salt, 'base64url'),
      KEY_BYTES,
      options,
      (error, key) => {
        if (error === null) resolve(key)
        else reject(error)
      },
    )
  })
}

function unwrapped(lockId: string, holder: KeyHolder, under: Buffer): Buffer | null {
  const bytes = Buffer.from(holder.wrapped, 'base64url')
  return bytes.length === ADDED_BYTES + KEY_BYTES ? decrypt(under, bindings(lockId, holder), bytes) : null
}

/** Whose entry it is, and of which lock: an entry under another's name, or out of another file, opens nothing. */
function bindings(lockId: string, { id, name, cost: { n, r, p }, salt }: Head): Buffer {
  return Buffer.from(JSON.stringify(['lock-key', 1, lockId, id, name, n, r, p, salt]))
}
