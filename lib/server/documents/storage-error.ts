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

/** No room on the disk, none within the user's share of it, and none for so large a file. */
const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])

/** What a word of the operating system means to whoever stores documents. */
export function storageError(code: string | undefined): StorageError {
  return new StorageError(code !== undefined && FULL.has(code) ? 'full' : 'unreachable', code)
}
