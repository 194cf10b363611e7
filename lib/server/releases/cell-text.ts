/**
 * A text that may stand in a cell of a table. Spreadsheets run what begins with `=`, `+`, `-` or `@`, and some look for
 * it behind spaces, invisible characters or quotes, or read a full-width `＝` as the plain one. A file that is opened
 * with the other separator (`;` is usual in Russian) begins cells in the middle of ours.
 */

/** Stands before what would be run; it is seen, and no program strips it. */
const GUARD = '_'

const SEPARATOR = /(?<=[;,|])/u
// Controls, formats, marks, spaces, quotes, and the letters that print as nothing.
const UNSEEN = /^[\p{C}\p{M}\p{Z}\p{Pi}\p{Pf}\p{Default_Ignorable_Code_Point}\s"'`´′″‵‶‚„⠀]+/u
// Every dash counts as a minus: which of them a program reads as one differs.
const TRIGGER = /^[=+@\u2212\uA78A\p{Pd}]/u
// XML has no place for the last two.
const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}\uFFFE\uFFFF]+/gu

/** The text on one line of well-formed Unicode: a control character or a line break becomes a space. */
export function oneLine(text: string): string {
  return text.toWellFormed().replace(BREAKS, ' ')
}

/** Whether a spreadsheet might run what begins like this (compatibility forms per Unicode, UAX #15, NFKD). */
export function startsFormula(text: string): boolean {
  return TRIGGER.test(text.normalize('NFKD').replace(UNSEEN, ''))
}

/** The text on one line, with `_` before whatever a spreadsheet might run: at the beginning and after `;`, `,` and `|`. */
export function cellText(text: string): string {
  return oneLine(text)
    .split(SEPARATOR)
    .map((part) => (startsFormula(part) ? GUARD + part : part))
    .join('')
}
