/** The name under which a document is kept and handed out: readable, and harmless on every kind of disk. */
import { cleanLine } from '../text/clean-text.ts'
import { NAME_LENGTH } from './documents.ts'
import { ENDINGS, type MediaType } from './media-type.ts'

/** What Windows, or a shell, reads as something else than a part of a name. */
const NOT_IN_NAMES = /[\\/:*?"<>|`$%]/g

/** Names that Windows keeps for devices, with any ending. */
const DEVICES = /^(?:con|prn|aux|nul|(?:com|lpt)[\d¹²³])(?=\s*(?:\.|$))/i

const FALLBACK = 'document'

/** A name as somebody typed it or a phone gave it, cleaned: no folder, no sign that another program reads, not too long. */
export function cleanFileName(given: string): string {
  const last = cleanLine(given).split(/[\\/]/).at(-1) ?? ''
  const harmless = ended(last.replace(NOT_IN_NAMES, '_').replace(/^[.\s~-]+/, ''))
  return ended(harmless.replace(DEVICES, (device) => `_${device}`))
}

/** Not too long, and ending in nothing that Windows would take off. */
function ended(name: string): string {
  return Array.from(name)
    .slice(0, NAME_LENGTH)
    .join('')
    .replace(/[.\s]+$/, '')
}

/** The name with the ending of what the file really is, and no other that a system could believe. */
export function nameFor(name: string, type: MediaType): string {
  const clean = cleanFileName(name)
  const body = clean.replace(/(?:\.[\p{L}\p{N}]{1,5})+$/u, '')
  const ending = ENDINGS[type]
  const room = NAME_LENGTH - ending.length - 1
  return `${Array.from(body === '' ? FALLBACK : body)
    .slice(0, room)
    .join('')}.${ending}`
}

/**
 * The header that hands a file out under its name, never to be shown in the page: RFC 6266 §4, with the name in RFC 8187
 * §3.2 for every script, and without it for whoever knows only ASCII.
 */
export function attachmentHeader(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}
