/** What is wrong with the server of the key store, in words for an operator: never its address, which holds a password. */
import { StoreHeld, VaultError } from './vault-error.ts'

/** How the key store is called wherever somebody is told of it. */
export const KEY_SERVER = 'behind KEYS_DATABASE_URL'

const NO_TABLES = ['42P01', '3F000']
const STRANGE = ['42703', '42883', '42804']
const HELD = ['55P03', '57014', '40001', '40P01']

const WORDS: Readonly<Record<string, string>> = {
  '28P01': 'does not take its login. Is the password of KEYS_DATABASE_URL right?',
  '28000':
    'does not take its login. Is the user of KEYS_DATABASE_URL right, and may it come from this machine?',
  '3D000': 'names a database that its server does not have',
  '42501': 'is not its login’s own. The login must own the database or the schema causeway_keys',
  '25006': 'is a copy that takes no changes (a standby). Name the first server',
}

/** What an error of the server or of the way to it means. An error of this program is no fault of the server's. */
export function faultOf(error: unknown, connecting: boolean): unknown {
  if (error instanceof VaultError) return error
  const code = codeOf(error)
  if (!connecting && code === null && !isBroken(error)) return error
  if (code !== null && NO_TABLES.includes(code)) return lostTables()
  if (code !== null && STRANGE.includes(code)) return otherFormat()
  if (code !== null && HELD.includes(code)) {
    return new StoreHeld('unusable', `The key store ${KEY_SERVER} is held by another process. Try again`)
  }
  const words = WORDS[code ?? '']
  if (words !== undefined) return new VaultError('unusable', `The key store ${KEY_SERVER} ${words}`)
  if (code !== null && /^(?!08|53|57|E)[0-9A-Z]{5}$/.test(code)) {
    return new VaultError('unusable', `The key store ${KEY_SERVER} answers with a fault (${code})`)
  }
  return silent(code, isSlow(error))
}

/** What is said where the tables of the key store are gone, or the server is another. */
export function lostTables(): VaultError {
  return new VaultError(
    'unusable',
    `The key store ${KEY_SERVER} is empty, although this house has a key file. Name the right server, or fill this one from the newest copy (causeway keys move to-server FILE): without it nothing that was sealed opens`,
  )
}

/** What is said of tables that this version does not know. */
export function otherFormat(): VaultError {
  return new VaultError(
    'unusable',
    `The key store ${KEY_SERVER} is of another version of Causeway, or something else has its name (schema causeway_keys)`,
  )
}

function silent(code: string | null, slow: boolean): VaultError {
  const words = `The key store ${KEY_SERVER} does not answer (${code ?? (slow ? 'too late' : 'no connection')}). Is its server there?`
  // Whoever waited for it once does not wait once more.
  return slow ? new StoreHeld('unusable', words) : new VaultError('unusable', words)
}

/** SQLSTATE, or the system's word. */
function codeOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null
  return /^[A-Z0-9_]{5,40}$/.test(error.code) ? error.code : null
}

/** The driver has no codes for these. */
function isBroken(error: unknown): boolean {
  return error instanceof Error && /terminated|not queryable|timeout|closed/i.test(error.message)
}

function isSlow(error: unknown): boolean {
  return codeOf(error) === 'ETIMEDOUT' || (error instanceof Error && /timeout/i.test(error.message))
}
