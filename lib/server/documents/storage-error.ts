/** Why the storage of documents did not do what was asked. Holds no name of a file and no answer of a store. */
export type StorageFault = 'full' | 'unreachable'

export class StorageError extends Error {
  override readonly name = 'StorageError'
  readonly fault: StorageFault
  /** The system's word for it, such as `ENOSPC`, or the status of the store's answer. */
  readonly code: string | undefined

  constructor(fault: StorageFault, code?: string) {
    super(`document storage: ${fault}`)
    this.fault = fault
    this.code = code
  }
}
