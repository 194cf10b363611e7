/**
 * Whether the vault is open in this process, and what opens a locked key file: for as long as the process lives and in its
 * memory alone, never in a file, an argument, the environment, or anything that a child process is given.
 */
import type { LockKey } from './key-holders.ts'

export class Opening {
  lock: LockKey | null = null
  /** `unknown` until the key file was looked at; `locked` again when the file has got another lock meanwhile. */
  state: 'unknown' | 'open' | 'locked' = 'unknown'
  /** What begins once somebody has unlocked it. */
  waiting: (() => void)[] = []

  /** Whoever prints it prints no key. */
  toJSON(): string {
    return this.state
  }
}

const PLACE = Symbol.for('causeway.opening')

/** The one of this process. Next bundles this file more than once: a variable of the file would not be the only one. */
export function openingOfProcess(): Opening {
  const known: unknown = Reflect.get(globalThis, PLACE)
  if (isOpening(known)) return known
  const fresh = new Opening()
  Object.defineProperty(globalThis, PLACE, { value: fresh, enumerable: false })
  return fresh
}

/** By its shape: the class of another bundle is another class. */
function isOpening(known: unknown): known is Opening {
  return typeof known === 'object' && known !== null && 'lock' in known && 'state' in known
}
