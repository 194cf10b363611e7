/** What went wrong with a file, as a refusal; and how a file goes that nothing points to. */
import 'server-only'
import { refused, refusedField, type Refused } from '../../domain/refusal.ts'
import { logBug } from '../log.ts'
import { FileProblem } from './byte-reader.ts'
import { UploadStopped } from './clean.ts'
import { StorageError } from './storage-error.ts'
import { documentStorage } from './storage.ts'

/** The refusal that an error stands for; what is none is thrown on. */
export function refusalOfFile(error: unknown): Refused {
  if (error instanceof FileProblem) return refusedField('file', error.problem)
  if (error instanceof UploadStopped) return refused('upload-stopped')
  if (!(error instanceof StorageError)) throw error
  // Somebody has to make room, or to mend it.
  logBug('documents', error)
  return refused(error.fault === 'full' ? 'storage-full' : 'storage-unreachable')
}

/** Removes a file that nothing points to. Where that fails now, the sweep does it. */
export async function withoutFile(name: string): Promise<void> {
  try {
    await documentStorage().remove(name)
  } catch (error) {
    logBug('documents', error)
  }
}
