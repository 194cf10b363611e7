/** For whom an alert rings: the first rank in which somebody else than the raiser is there. */

/**
 * Goes down the ranks (on call, supervisors, directors) to the first that holds somebody besides the raiser. When
 * nobody else is there at all, it rings for the raiser's own rank: better one's own alert than none.
 *
 * @param ranks ids of people, the first to be asked first
 * @param raiser who raised it, and knows it already
 */
export function ringsFor(ranks: readonly (readonly string[])[], raiser: string): readonly string[] {
  for (const rank of ranks) {
    const others = rank.filter((person) => person !== raiser)
    if (others.length > 0) return others
  }
  return ranks.find((rank) => rank.length > 0) ?? []
}
