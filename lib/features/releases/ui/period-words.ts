/** A period in words: a year, half of one, or several. */
import type { Period } from '../../../domain/releases/definitions.ts'

/** Which text says it, and the years in it; they are text, so that no language groups their digits. */
export function periodWords({ first, last }: Period) {
  const [from, until] = [first.slice(0, 4), last.slice(0, 4)]
  const years = { year: from, first: from, last: until }
  if (from !== until) return { key: 'period.years', years } as const
  if (last.slice(5) === '06-30') return { key: 'period.firstHalf', years } as const
  if (first.slice(5) === '07-01') return { key: 'period.secondHalf', years } as const
  return { key: 'period.year', years } as const
}
