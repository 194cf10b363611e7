/** Closed words stand in the middle of sentences; alone, as a choice, they begin with a capital. */
export function sentenceCase(words: string): string {
  const [first = ''] = words
  return first.toUpperCase() + words.slice(first.length)
}
