/** How stored files are named: at random, so that nothing of a name comes from anybody. */
import { isUuid } from '../../domain/uuid.ts'

/** What a half-written file has behind its name. */
export const PART = '.part'

/**
 * The random name of a file of ours, whole or half-written; null for what somebody else put there. Ours are in lower case, so that
 * no other file stands for one of them.
 */
export function storedNameOf(found: string): string | null {
  const name = found.endsWith(PART) ? found.slice(0, -PART.length) : found
  return isUuid(name) && name === name.toLowerCase() ? name : null
}
