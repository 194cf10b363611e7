/** A new code out of the server's random numbers. Should it be taken, `act` runs the work again, which draws another. */
import 'server-only'
import { CODE_BYTES, spellCode } from '../domain/code-name.ts'

/** A code that nobody could foresee. */
export function drawCode(): string {
  return spellCode(crypto.getRandomValues(new Uint8Array(CODE_BYTES)))
}
