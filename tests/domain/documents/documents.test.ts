/** What a file is by its first bytes, under which name it is kept, and what its size shows. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bucketOf, CHUNK_BYTES, LARGEST_BYTES, NAME_LENGTH } from '../../../lib/domain/documents/documents.ts'
import { attachmentHeader, cleanFileName, nameFor } from '../../../lib/domain/documents/file-name.ts'
import { MEDIA_TYPES, sniff } from '../../../lib/domain/documents/media-type.ts'

const bytes = (latin1: string) => Buffer.from(latin1, 'latin1')

describe('the first bytes', () => {
  test.each([
    ['\xff\xd8\xff\xe0', 'image/jpeg'],
    ['\x89PNG\r\n\x1a\n\0', 'image/png'],
    ['RIFF\x10\0\0\0WEBPVP8L', 'image/webp'],
    ['%PDF-1.4', 'application/pdf'],
  ])('%j are taken as %s', (head, type) => {
    expect(sniff(bytes(head))).toEqual({ type })
  })

  test.each([
    ['', 'file-empty'],
    ['\0\0\0\x18ftypheic', 'file-heic'],
    ['\0\0\0\x18ftypmif1', 'file-heic'],
    ['\0\0\0\x1cftypavif', 'file-picture'],
    ['GIF89a', 'file-picture'],
    ['II*\0', 'file-picture'],
    ['BM', 'file-picture'],
    ['\0\0\0\x18ftypmp42', 'file-recording'],
    ['RIFF\x10\0\0\0WAVEfmt ', 'file-recording'],
    ['#!AMR', 'file-recording'],
    ['PK\x03\x04', 'file-office'],
    ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'file-office'],
    ['{\\rtf1', 'file-office'],
    ['MZ\x90', 'file-program'],
    ['\x7fELF', 'file-program'],
    ['#!/bin/sh', 'file-program'],
    ['<!doctype html>', 'file-script'],
    ['\xef\xbb\xbf \n<svg xmlns=', 'file-script'],
    ['<?xml version="1.0"?>', 'file-script'],
    ['\xff\xfe<\0h\0t\0m\0l\0', 'file-script'],
    ['name;phone', 'file-unknown'],
    [' %PDF-1.4', 'file-unknown'],
  ])('%j are refused as %s', (head, problem) => {
    expect(sniff(bytes(head))).toEqual({ problem })
  })

  test('never are of two kinds, whatever they are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (head) => {
        expect(Object.keys(sniff(head))).toHaveLength(1)
      }),
    )
  })
})

/** What names are made of, and what makes them dangerous. */
const PIECES = fc.constantFrom(
  ...[
    'a',
    'Z',
    '7',
    '.',
    '..',
    '/',
    '\\',
    ':',
    '*',
    '?',
    '"',
    '<',
    '|',
    '$',
    '~',
    '-',
    ' ',
    '\n',
    '\0',
    '\u202e',
  ],
  ...['\ud800', 'e\u0301', '여', 'ж', '🙂', 'con', '.exe', '.jpg', '\u2028'],
)

describe('the name of a file', () => {
  test.each([
    ['C:\\Users\\Kim\\passport.jpg', 'passport.jpg'],
    ['../../etc/passwd', 'passwd'],
    ['.htaccess', 'htaccess'],
    ['a\u202egpj.exe', 'agpj.exe'],
    ['what: "this"?.pdf', 'what_ _this__.pdf'],
    ['con.txt', '_con.txt'],
    ['  여권  사본 .jpg  ', '여권 사본 .jpg'],
    ['...', ''],
  ])('%j is kept as %j', (given, kept) => {
    expect(cleanFileName(given)).toBe(kept)
  })

  test.each([
    ['passport.JPEG', 'image/jpeg', 'passport.jpg'],
    ['passport.pdf.exe', 'application/pdf', 'passport.pdf'],
    ['Dr. Kim letter', 'application/pdf', 'Dr. Kim letter.pdf'],
    ['v1.2 договор', 'image/png', 'v1.2 договор.png'],
    ['.jpg', 'image/webp', 'jpg.webp'],
    ['???', 'image/png', '___.png'],
    ['', 'image/png', 'document.png'],
  ] as const)('%j that is %s is handed out as %j', (given, type, name) => {
    expect(nameFor(given, type)).toBe(name)
  })

  test('is never a path, never hidden, never too long, and ends with what the file is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: PIECES, maxLength: 160 }),
        fc.constantFrom(...MEDIA_TYPES),
        (given, type) => {
          const name = nameFor(given, type)
          expect(name).not.toMatch(/[\\/:*?"<>|]|\p{Cc}|^\./u)
          expect(Array.from(name).length).toBeLessThanOrEqual(NAME_LENGTH)
          expect(name).toMatch(/\.(?:jpg|png|webp|pdf)$/)
          expect(cleanFileName(cleanFileName(given))).toBe(cleanFileName(given))
        },
      ),
      { numRuns: 50 },
    )
  })

  test('goes into the header in its own script, and in ASCII for whoever knows no other', () => {
    expect(attachmentHeader('여권 (1).pdf')).toBe(
      `attachment; filename="__ (1).pdf"; filename*=UTF-8''%EC%97%AC%EA%B6%8C%20%281%29.pdf`,
    )
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(attachmentHeader(name)).toMatch(
          /^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''[\w.!~%-]*$/,
        )
      }),
    )
  })
})

test('the size that a file takes up is one of ten', () => {
  expect([1, CHUNK_BYTES, CHUNK_BYTES + 1, LARGEST_BYTES].map(bucketOf)).toEqual([
    65_536, 65_536, 131_072, 33_554_432,
  ])
})
