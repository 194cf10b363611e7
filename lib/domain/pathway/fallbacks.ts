/** The fallbacks of a journey: one a line, and only lines that say something count. */

/** The lines that say something, without the spaces around them. */
export function fallbackLines(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}
