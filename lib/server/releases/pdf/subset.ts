/**
 * Makes one plain font out of a variable one: the letters that are asked for, at one weight (HarfBuzz, hb-subset). What
 * embeds fonts in a PDF knows no axes.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { packageFolder } from './package-folder.ts'

/** `wght`, as four bytes (OpenType, Data types: Tag). */
const WEIGHT_AXIS = 0x77_67_68_74
/** `kern`: of what a font may do to letters that meet, all that this house's languages need. */
const KERNING = 0x6b_65_72_6e
/** HB_SUBSET_SETS_LAYOUT_FEATURE_TAG: which of it stays. */
const FEATURES = 6
/** HB_MEMORY_MODE_WRITABLE: the bytes are ours to free. */
const WRITABLE = 2

type Call = (name: string, ...values: readonly number[]) => number
type Machine = { readonly call: Call; readonly memory: WebAssembly.Memory }

let starting: Promise<Machine> | undefined

/** HarfBuzz, started once. It has no imports: it can reach nothing but its own memory. */
function machine(): Promise<Machine> {
  starting ??= start().catch((error: unknown) => {
    // What could not be read now may be read later.
    starting = undefined
    throw error
  })
  return starting
}

async function start(): Promise<Machine> {
  const file = join(packageFolder('harfbuzzjs'), 'dist', 'harfbuzz-subset.wasm')
  const { exports } = (await WebAssembly.instantiate(new Uint8Array(await readFile(file)))).instance
  const call: Call = (name, ...values) => {
    const found = exports[name]
    if (typeof found !== 'function') throw new Error(`HarfBuzz has no ${name}`)
    return Number(Reflect.apply(found, undefined, values) ?? 0)
  }
  const { memory } = exports
  if (!(memory instanceof WebAssembly.Memory)) throw new Error('HarfBuzz has no memory')
  call('_initialize')
  return { call, memory }
}

/**
 * The part of `font` (OpenType with an axis `wght`) that shows `codePoints`, at `weight` (100 to 900), without an axis.
 * Throws where the font is none.
 */
export async function subsetFont(
  font: Uint8Array,
  codePoints: Iterable<number>,
  weight: number,
): Promise<Buffer> {
  const { call, memory } = await machine()
  const address = call('malloc', font.byteLength)
  new Uint8Array(memory.buffer).set(font, address)
  const blob = call('hb_blob_create', address, font.byteLength, WRITABLE, 0, 0)
  const face = call('hb_face_create', blob, 0)
  const input = call('hb_subset_input_create_or_fail')
  const wanted = call('hb_subset_input_unicode_set', input)
  for (const codePoint of codePoints) call('hb_set_add', wanted, codePoint)
  const features = call('hb_subset_input_set', input, FEATURES)
  call('hb_set_clear', features)
  call('hb_set_add', features, KERNING)
  call('hb_subset_input_pin_axis_location', input, face, WEIGHT_AXIS, weight)
  const subset = call('hb_subset_or_fail', face, input)
  try {
    if (subset === 0) throw new Error('the font cannot be cut')
    const result = call('hb_face_reference_blob', subset)
    const start = call('hb_blob_get_data', result, 0)
    const bytes = Buffer.from(
      new Uint8Array(memory.buffer, start, call('hb_blob_get_length', result)).slice(),
    )
    call('hb_blob_destroy', result)
    return bytes
  } finally {
    if (subset !== 0) call('hb_face_destroy', subset)
    call('hb_subset_input_destroy', input)
    call('hb_face_destroy', face)
    call('hb_blob_destroy', blob)
    call('free', address)
  }
}
