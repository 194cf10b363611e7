/** Where each person's dot stands on the shared axis: one dot a person, piled up where waits are alike. */

export type Dot<T> = { readonly item: T; readonly column: number; readonly row: number }

/** Days at the right end of the axis: the longest wait, rounded up to whole steps of two months. */
export function axisEnd(longest: number): number {
  return Math.max(60, Math.ceil(longest / 60) * 60)
}

/**
 * Round numbers to write under the axis, at most seven, from 0 on.
 *
 * @param end days at the right end, a multiple of 60
 */
export function axisTicks(end: number): readonly number[] {
  const step = end <= 60 ? 15 : end <= 120 ? 30 : 60 * Math.ceil(end / 360)
  return Array.from({ length: Math.floor(end / step) + 1 }, (_, tick) => tick * step)
}

/**
 * Piles items into columns of the axis, the shortest wait at the bottom.
 *
 * @param columns how many dots fit side by side between 0 and `end` days
 * @returns the dots, each with its column (0 to columns − 1) and row (0 at the bottom)
 */
export function pile<T extends { readonly days: number }>(
  items: readonly T[],
  end: number,
  columns: number,
): readonly Dot<T>[] {
  const heights = new Map<number, number>()
  return items
    .toSorted((one, other) => one.days - other.days)
    .map((item) => {
      const column = Math.min(columns - 1, Math.max(0, Math.floor((item.days / end) * columns)))
      const row = heights.get(column) ?? 0
      heights.set(column, row + 1)
      return { item, column, row }
    })
}
