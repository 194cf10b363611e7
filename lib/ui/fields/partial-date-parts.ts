/** Between the text of a partial date and its three boxes. */
export type Parts = { readonly year: string; readonly month: string; readonly day: string }

export const NO_PARTS: Parts = { year: '', month: '', day: '' }

/** `2022-09` → year 2022, month 09, no day. */
export function partsOf(text: string): Parts {
  const [year = '', month = '', day = ''] = text.split('-')
  return { year, month, day }
}

/** The shortest text that holds all that was typed; what makes no date (a day without its month) stays refusable. */
export function textOfParts({ year, month, day }: Parts): string {
  const padded = [year.trim(), pad(month), pad(day)]
  while (padded.length > 0 && padded.at(-1) === '') padded.pop()
  return padded.join('-')
}

function pad(part: string): string {
  const trimmed = part.trim()
  return /^\d$/.test(trimmed) ? `0${trimmed}` : trimmed
}
