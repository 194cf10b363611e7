/** Documents of a case: which kinds there are, how large one may be, and what of its size the house keeps. */

export const DOCUMENT_KINDS = [
  'identity-paper',
  'photo',
  'work',
  'immigration',
  'medical',
  'legal',
  'statement',
  'consent',
  'other',
] as const
export type DocumentKind = (typeof DOCUMENT_KINDS)[number]

/** 20 MB as a phone counts them. */
export const LARGEST_BYTES = 20 * 1024 * 1024

/** What is encrypted at once. Every bucket is whole in it. */
export const CHUNK_BYTES = 64 * 1024

/** After so many hours nobody can still be writing a file: a half-written one is all that will ever be of it. */
export const PART_HOURS = 24

/** For so long a download can begin once it was allowed. The database says the same. */
export const HANDLE_SECONDS = 60

export const NAME_LENGTH = 120
export const NOTE_LENGTH = 500

/**
 * How many bytes the house stores for a document of so many: the next power of two, one chunk at least. A thief of the disk
 * learns one of ten sizes.
 */
export function bucketOf(bytes: number): number {
  let bucket = CHUNK_BYTES
  while (bucket < bytes) bucket *= 2
  return bucket
}
