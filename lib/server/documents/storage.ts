/**
 * Where the sealed files stand: a folder, or a store that speaks S3. Either keeps bytes under random names and knows nothing of
 * what they are; `tests/features/documents/storage.test.ts` holds both to the same promises.
 */
import { env } from '../env.ts'
import { folderStorage } from './folder-storage.ts'
import { s3Place } from './s3-place.ts'
import { s3Storage } from './s3-storage.ts'
import type { Bytes } from '../vault/sealed-stream.ts'

/** A file that is there, half-written ones too. */
export type Stored = { readonly name: string; readonly writtenAt: Date }

export type DocumentStorage = {
  /**
   * Writes a file of `length` bytes under a name that nobody used: it is there whole and on the disk when this returns, and
   * not there at all when it throws. Throws StorageError; what `bytes` throws passes through.
   */
  write(name: string, bytes: Bytes, length: number): Promise<void>
  /** Whether a file is there. Throws StorageError. */
  has(name: string): Promise<boolean>
  /** Opens a file for reading, or null when there is none. Throws StorageError, also while it is read. */
  read(name: string): Promise<Bytes | null>
  /** Removes a file; one that is not there is removed already. Throws StorageError. */
  remove(name: string): Promise<void>
  /** Everything that is there. Throws StorageError. */
  list(): AsyncIterable<Stored>
}

/** The storage of this house. Asked each time: it holds nothing open. */
export function documentStorage(): DocumentStorage {
  const place = s3Place()
  return place === null ? folderStorage(env().CAUSEWAY_DOCUMENTS) : s3Storage(place)
}
