/** What is left of a table, for whoever decides about it: no share tells a number that is hidden. */
import type { Utility } from '../../domain/releases/prepared.ts'
import type { ProtectedTable } from './protect-apart.ts'

/** @param share of all people in the table, those who stand in a published inner cell, from 0 to 1 */
export function utilityOf({ published, statuses }: ProtectedTable, share: number): Utility {
  const shown = published.filter((cell) => cell !== null).length
  const others = statuses.filter((status) => status === 'published' || status === 'complementary').length
  return {
    cells: whole(shown / published.length),
    others: others === 0 ? 1 : whole(shown / others),
    // Of 24 people, 23 in published cells are 95 per cent, and of no other number: the total, which stands last, is told by it.
    people: published.at(-1) === null ? null : whole(share),
  }
}

function whole(share: number): number {
  return Math.floor(100 * share) / 100
}
