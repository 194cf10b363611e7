/**
 * Where a page of a list ended: the sort key and the id of one row. Opaque to whoever carries it, bound to the order
 * that made it, and never trusted: what cannot be read, or belongs to another order, is no cursor.
 */
import 'server-only'
import { z } from 'zod'

export type Place = { readonly key: string; readonly id: string }

const shape = z.tuple([z.string(), z.string().max(64), z.uuid()])

/** Writes a cursor of URL-safe characters. */
export function writeCursor(order: string, place: Place): string {
  return Buffer.from(JSON.stringify([order, place.key, place.id]), 'utf8').toString('base64url')
}

/**
 * @param isKey says whether a text can be a key of this order: the database must never be asked to read garbage
 * @returns null for a cursor that is garbled or of another order
 */
export function readCursor(text: string, order: string, isKey: (key: string) => boolean): Place | null {
  try {
    const read = shape.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
    if (!read.success) return null
    const [writtenFor, key, id] = read.data
    return writtenFor === order && isKey(key) ? { key, id } : null
  } catch {
    return null
  }
}
