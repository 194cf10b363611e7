/** Why a backup was not made or not restored, in words for an operator; never a value of a row, never a key. */

export type BackupFault =
  /** No backup, or one that was cut or changed. */
  | 'damaged'
  /** Neither the identity nor the passphrase opens it. */
  | 'wrong-key'
  /** Made by another version of the program. */
  | 'other-version'
  /** The house that it should go into has something in it. */
  | 'not-empty'
  /** The key store is older than the backup. */
  | 'old-keys'
  /** The place to write to, or what was asked, does not do. */
  | 'unusable'

export class BackupError extends Error {
  override readonly name = 'BackupError'
  readonly fault: BackupFault

  constructor(fault: BackupFault, message: string, options?: ErrorOptions) {
    super(message, options)
    this.fault = fault
  }
}
