/**
 * Which characters of typed text are kept. Emoji, marks and every script survive; what could break the database (NUL),
 * a line (control characters) or a reader's eye (bidirectional overrides, which show a name other than the one stored)
 * is taken out.
 */
const CONTROL_BUT_SPACES = /(?!\s)\p{Cc}/gu
const CONTROL_BUT_BREAKS = /(?![\n\t])\p{Cc}/gu
const LINE_BREAKS = /\r\n?|[\u2028\u2029]/g
const BIDI_OVERRIDES = /[\u202A-\u202E\u2066-\u2069]/g

/** A name, a place, a number: one line, composed (NFC), without breaks and without spaces around it. */
export function cleanLine(text: string): string {
  return whole(text, CONTROL_BUT_SPACES).replaceAll(/\s+/g, ' ').trim()
}

/** A text of several lines: breaks are line feeds, tabs stay. */
export function cleanText(text: string): string {
  return whole(text.replaceAll(LINE_BREAKS, '\n'), CONTROL_BUT_BREAKS).trim()
}

/**
 * Half an emoji (a lone surrogate) cannot be stored; it becomes U+FFFD. Composed last: what stood between a letter and its mark
 * may be among what is taken out, and whoever cleans twice gets the same.
 */
function whole(text: string, takenOut: RegExp): string {
  return text.toWellFormed().replaceAll(BIDI_OVERRIDES, '').replaceAll(takenOut, '').normalize('NFC')
}
