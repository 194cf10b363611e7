/**
 * What a file is, by its first bytes: what its name or the browser says of it is not believed. Taken is what the house can
 * clean, and PDF; everything else is refused, by name where it has one.
 *
 * Signatures: JPEG (ITU-T T.81 B.1.1.3), PNG (RFC 2083 §3.1), WebP (RFC 9649 §2), PDF (ISO 32000-1 §7.5.2), and for the
 * rest the list of the WHATWG MIME Sniffing Standard §6.
 */
import type { FieldProblem } from '../refusal.ts'

export const MEDIA_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'] as const
export type MediaType = (typeof MEDIA_TYPES)[number]

/** The ending that a name of each type gets. */
export const ENDINGS = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
} as const satisfies Record<MediaType, string>

/** Of what cannot be cleaned the reader is told that everything in it stays. */
export function isCleaned(type: MediaType): boolean {
  return type !== 'application/pdf'
}

/** So many bytes are needed to tell; a shorter file is judged by what it has. */
export const SNIFFED_BYTES = 512

type Sniffed = { readonly type: MediaType } | { readonly problem: FieldProblem }

type Rule = { readonly at?: number; readonly says: string } & Sniffed

/** Latin-1, one letter a byte. */
const RULES: readonly Rule[] = [
  { says: '\xff\xd8\xff', type: 'image/jpeg' },
  { says: '\x89PNG\r\n\x1a\n', type: 'image/png' },
  { says: '%PDF-', type: 'application/pdf' },
  ...['GIF87a', 'GIF89a', 'II*\0', 'MM\0*', 'BM', '8BPS', '\0\0\x01\0'].map((says) => picture(says)),
  ...['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'].map((brand) => ({
    says: `ftyp${brand}`,
    at: 4,
    problem: 'file-heic' as const,
  })),
  ...['avif', 'avis'].map((brand) => picture(`ftyp${brand}`, 4)),
  { says: 'ftyp', at: 4, problem: 'file-recording' },
  ...['RIFF', 'OggS', 'ID3', 'fLaC', '#!AMR', '\x1a\x45\xdf\xa3', '\xff\xfb', '\xff\xf3', '\xff\xf2'].map(
    (says) => ({ says, problem: 'file-recording' as const }),
  ),
  ...['PK\x03\x04', 'PK\x05\x06', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', '{\\rtf'].map((says) => ({
    says,
    problem: 'file-office' as const,
  })),
  ...['MZ', '\x7fELF', '\xfe\xed\xfa', '\xce\xfa\xed\xfe', '\xcf\xfa\xed\xfe', '\xca\xfe\xba\xbe', '#!'].map(
    (says) => ({ says, problem: 'file-program' as const }),
  ),
]

function picture(says: string, at = 0): Rule {
  return { says, at, problem: 'file-picture' }
}

/** Tells what a file is by its first bytes, `SNIFFED_BYTES` of them where it has so many. */
export function sniff(head: Uint8Array): Sniffed {
  if (head.length === 0) return { problem: 'file-empty' }
  const text = String.fromCharCode(...head.subarray(0, SNIFFED_BYTES))
  if (text.startsWith('RIFF') && text.startsWith('WEBP', 8)) return { type: 'image/webp' }
  const rule = RULES.find(({ says, at = 0 }) => text.startsWith(says, at))
  if (rule !== undefined) return 'type' in rule ? { type: rule.type } : { problem: rule.problem }
  return { problem: isMarkup(text) ? 'file-script' : 'file-unknown' }
}

/** HTML, SVG and whatever else begins with a tag; a mark of the byte order or blanks before it hide nothing. */
function isMarkup(text: string): boolean {
  return /^[\0\s\xef\xbb\xbf\xfe\xff]*<[\0\s]*[!?/a-z]/i.test(text)
}
