/** Working names that are used once. */
import { CODE_BYTES, spellCode } from '../../lib/domain/code-name.ts'
import type { Random } from './random.ts'

export type Codes = {
  /** A code that nothing else carries. */
  invent(random: Random): string
}

/** @param used codes that are taken already */
export function codeBook(used: Iterable<string>): Codes {
  const taken = new Set(used)
  return {
    invent(random) {
      for (;;) {
        const code = spellCode(random.bytes(CODE_BYTES))
        if (taken.has(code)) continue
        taken.add(code)
        return code
      }
    },
  }
}
