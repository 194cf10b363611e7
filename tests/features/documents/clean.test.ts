/** Of a picture stays what a decoder needs and which way up it is; what is no picture any more is refused. */
import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { openFile } from '../../../lib/server/documents/clean.ts'
import { LARGEST_BYTES } from '../../../lib/domain/documents/documents.ts'
import { cleanedJpeg, cleanedPng, jpeg, pdf, png, TRACE, webp } from '../../support/pictures.ts'

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

/** A file as it would be kept, or why it is not taken. */
async function kept(bytes: Buffer, size = 4_096, expected = bytes.length): Promise<Buffer | string> {
  try {
    const { content } = await openFile(inPieces(bytes, size), expected)
    const parts: Uint8Array[] = []
    for await (const part of content) parts.push(part)
    return Buffer.concat(parts)
  } catch (error) {
    return error instanceof Error && 'problem' in error ? String(error.problem) : String(error)
  }
}

describe('a JPEG', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'that lies as %i keeps that and its picture, and nothing else',
    async (orientation) => {
      expect(await kept(jpeg({ orientation }))).toEqual(cleanedJpeg({ orientation }))
    },
  )

  test('comes out the same however it is cut into pieces', async () => {
    const [sent, clean] = [jpeg({ fill: 300 }), cleanedJpeg({ fill: 300 })]
    for (let size = 1; size < 40; size++) expect(await kept(sent, size)).toEqual(clean)
  })

  test('that ends too soon, or goes on as something else, is refused', async () => {
    const sent = jpeg()
    const end = sent.indexOf(Buffer.from([0xff, 0xd9]))
    for (const at of [3, 5, 30, end - 4, end - 1, end])
      expect(await kept(sent.subarray(0, at))).toBe('file-damaged')
    const broken = Buffer.concat([sent.subarray(0, 2), Buffer.from('MZ'), sent.subarray(2)])
    expect(await kept(broken)).toBe('file-unknown')
    expect(
      await kept(Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 2]), Buffer.from('<script>')])),
    ).toBe('file-damaged')
  })
})

test('a PNG keeps its picture and which way up it is, and nothing else', async () => {
  for (const size of [1, 2, 3, 7, 4_096]) expect(await kept(png(), size)).toEqual(cleanedPng())
  expect(await kept(png().subarray(0, -40))).toBe('file-damaged')
})

describe('a WebP', () => {
  test('keeps its size, its picture and which way up it is; the rest is zeros', async () => {
    for (const size of [1, 3, 4_096]) {
      const clean = await kept(webp(), size)
      if (typeof clean === 'string') throw new Error(clean)
      expect(clean.length).toBe(webp().length - TRACE.length)
      expect(clean.includes(TRACE)).toBe(false)
      expect(clean.readUInt32LE(4)).toBe(clean.length - 8)
      const told = [...clean.toString('latin1').matchAll(/VP8X|VP8L|EXIF|XMP |ICCP|mine|PAD /g)].map(
        ([type]) => type,
      )
      expect(told).toEqual(['VP8X', 'PAD ', 'VP8L', 'EXIF', 'PAD ', 'PAD '])
      // Exif alone is announced, and says three.
      expect(clean[20]).toBe(0x08)
      expect(clean.indexOf('EXIF') + 8).toBe(clean.indexOf('MM\0*'))
      expect(clean.readUInt16BE(clean.indexOf('MM\0*') + 18)).toBe(3)
    }
  })

  test('that moves is refused, as is one that ends too soon', async () => {
    expect(await kept(webp({ flags: 0x02 }))).toBe('file-picture')
    expect(await kept(webp().subarray(0, 60))).toBe('file-damaged')
  })
})

test('a PDF stays as it is', async () => {
  expect(await kept(pdf())).toEqual(pdf())
})

test('no trace of a phone stays in a picture', async () => {
  for (const sent of [jpeg(), png(), webp()]) {
    expect(sent.includes(TRACE)).toBe(true)
    const clean = await kept(sent)
    expect(typeof clean).toBe('object')
    expect(clean.includes(TRACE)).toBe(false)
  }
})

test('whatever is sent is taken clean, or refused with a word; nothing breaks', async () => {
  const starts = [jpeg().subarray(0, 20), png().subarray(0, 40), webp().subarray(0, 30), Buffer.alloc(0)]
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 400 }), async (start, rest) => {
      const answer = await kept(Buffer.concat([start, rest]))
      if (typeof answer === 'string') expect(answer).toMatch(/^file-/)
    }),
    { numRuns: 300 },
  )
})

test('a file that ends sooner than was said stopped, and one that is larger than any may be is refused', async () => {
  expect(await kept(pdf(500), 4_096, 501)).toContain('UploadStopped')
  expect(await kept(pdf(500), 4_096, 499)).toBe('file-too-large')
  const largest = await kept(pdf(LARGEST_BYTES), 65_536)
  expect(largest.length).toBe(LARGEST_BYTES)
  expect(await kept(pdf(LARGEST_BYTES + 1), 65_536)).toBe('file-too-large')
})
