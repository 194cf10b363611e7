/** Search by a phone or registration number, or by its end, over numbers that are decrypted in memory for one search. */

/** Fewer characters would find too many. */
export const LEAST_CHARACTERS = 4

/** So many digits at the end tell one phone from another, whether a country or a 0 or an 8 is dialled before them. */
const SUBSCRIBER_DIGITS = 9

export type NumberedEntry = {
  readonly id: string
  /** As somebody wrote it down; may hold several, parted by commas, slashes, semicolons or lines. */
  readonly phone: string
  /** Numbers of documents and registrations, as they stand on paper. */
  readonly references: readonly string[]
}

/** True for what is a number and no name: mostly digits, with what people write between them. */
export function isNumberQuery(query: string): boolean {
  const digits = digitsOf(query).length
  // No office writes numbers in Hangul.
  if (/\p{Script=Hangul}/u.test(query)) return false
  return digits >= LEAST_CHARACTERS && digits >= withoutSigns(query).length - digits + 2
}

/**
 * Ids of the entries with a number that ends as the query does, in the order of the entries.
 *
 * @param limit most ids to return
 */
export function findNumbers(
  query: string,
  entries: readonly NumberedEntry[],
  limit: number,
): readonly string[] {
  const end = withoutSigns(query)
  if (end.length < LEAST_CHARACTERS) return []
  const phoneEnd = /^\p{Nd}+$/u.test(end) ? end.slice(-SUBSCRIBER_DIGITS) : null
  return entries
    .filter(
      ({ phone, references }) =>
        (phoneEnd !== null && phone.split(/[,;/\n]/).some((one) => digitsOf(one).endsWith(phoneEnd))) ||
        references.some((one) => withoutSigns(one).endsWith(end)),
    )
    .slice(0, Math.max(0, limit))
    .map(({ id }) => id)
}

function digitsOf(text: string): string {
  return text.normalize('NFKC').replaceAll(/\P{Nd}/gu, '')
}

/** Letters and digits alone, in one case. */
function withoutSigns(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{Nd}]/gu, '')
}
