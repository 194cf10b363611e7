/** The example of the settings names every one that the house reads, and no other. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')

function namesIn(file: string, name: RegExp): readonly string[] {
  const text = readFileSync(path.join(root, file), 'utf8')
  return [...new Set([...text.matchAll(name)].map(([, setting = '']) => setting))].sort()
}

test('.env.example names the settings that the house reads', () => {
  const read = namesIn('lib/server/env.ts', /^ {2}([A-Z][A-Z0-9_]+): /gm)
  expect(read).toContain('CAUSEWAY_SECRET')
  expect(namesIn('.env.example', /^#?([A-Z][A-Z0-9_]+)=/gm)).toEqual(read)
})
