/** The shape of an id, for ids that come in an address. */
const SHAPE = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Leads nowhere: what an address that holds no id at all asks for. */
export const NOBODY = '00000000-0000-0000-0000-000000000000'

/** True for the text form of a UUID (RFC 9562 §4), of any version. */
export function isUuid(text: string): boolean {
  return SHAPE.test(text)
}
