/** Search by a phone number, or by its end, over numbers that are decrypted in memory for one search. */

/** Fewer digits would find too many. */
export const LEAST_DIGITS = 4

/** So many digits at the end tell one line from another, whether a country or a 0 or an 8 is dialled before them. */
const SUBSCRIBER_DIGITS = 9

export type PhonedEntry = {
  readonly id: string
  /** As somebody wrote it down; may hold several, parted by commas, slashes, semicolons or lines. */
  readonly phone: string
}

/** True for what is a number and no name: digits with what people write between them. */
export function isPhoneQuery(query: string): boolean {
  return !/\p{L}/u.test(query) && digitsOf(query).length >= LEAST_DIGITS
}

/**
 * Ids of the entries with a number that ends as the query does, in the order of the entries.
 *
 * @param limit most ids to return
 */
export function findPhones(query: string, entries: readonly PhonedEntry[], limit: number): readonly string[] {
  const end = digitsOf(query).slice(-SUBSCRIBER_DIGITS)
  if (end.length < LEAST_DIGITS) return []
  return entries
    .filter(({ phone }) => phone.split(/[,;/\n]/).some((one) => digitsOf(one).endsWith(end)))
    .slice(0, Math.max(0, limit))
    .map(({ id }) => id)
}

function digitsOf(text: string): string {
  return text.normalize('NFKC').replaceAll(/\P{Nd}/gu, '')
}
