/** Why something sealed does not open. Never holds what was sealed, nor a key. */

export type VaultFault =
  /** Clear text, or anything else that no vault wrote, where sealed text belongs. */
  | 'not-sealed'
  /** A bit, the length or the place is another than when it was sealed. */
  | 'damaged'
  /** The key is another owner's, or commits to other bytes than those that sealed it. */
  | 'wrong-key'
  /** The key was destroyed: what it sealed is gone for good. */
  | 'forgotten'
  /** The key store does not know the key: another store, or an old copy of it. */
  | 'unknown-key'
  /** The key file is locked, and no key holder has unlocked it in this process. */
  | 'locked'
  /** The key store or the key file is not as this house left it. */
  | 'unusable'

/** Where it stands: words of the schema and the id of the row, never what stands there. */
export type FaultPlace = { readonly table: string; readonly column: string | null; readonly row: string }

export class VaultError extends Error {
  override readonly name = 'VaultError'
  readonly fault: VaultFault

  /** Null for what is wrong with the keys and not with one text. */
  readonly place: FaultPlace | null

  constructor(fault: VaultFault, about: string | FaultPlace) {
    super(`${typeof about === 'string' ? about : inWords(about)}: ${fault}`)
    this.fault = fault
    this.place = typeof about === 'string' ? null : about
  }
}

/** Another process holds the key store, and was waited for: trying again at once only waits once more. */
export class StoreHeld extends VaultError {}

/** The key is destroyed, and somebody who reads keeps its bytes on the disk until they end: what is left to do needs no key. */
export class BytesLeft extends VaultError {}

function inWords({ table, column, row }: FaultPlace): string {
  return `${column === null ? table : `${table}.${column}`} of ${row}`
}
