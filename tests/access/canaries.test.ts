/** A thief of the machine finds no canary in anything that lies on it. The drill `canary` plants a thousand. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { search, spellings, MARKERS } from './support/canaries.ts'
import { stealFrom } from './support/theft.ts'

it('of 40 canaries that went in through the forms no file of the machine holds one, and each holds what stands clear', async () => {
  const { planted, hits, clear, papers } = await stealFrom(40)
  expect(planted).toBeGreaterThanOrEqual(40)
  expect(hits).toEqual([])
  expect(clear.length).toBeGreaterThan(0)
  expect(papers).toBeGreaterThan(0)
})

it('a canary is found in any spelling, wherever in a file it stands', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'causeway-canary-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true })
  })
  for (const text of Object.values(MARKERS)) {
    for (const [spelling, bytes] of spellings(text)) {
      const file = path.join(folder, 'page')
      writeFileSync(file, Buffer.concat([Buffer.alloc(8_191, 7), bytes, Buffer.alloc(100)]))
      expect(search([folder], [text]).hits.length, spelling).toBeGreaterThan(0)
    }
    for (const before of [0, 1, 2, 3, 4]) {
      const said = Buffer.from(`${'x'.repeat(before)}${text}yz`).toString('base64')
      writeFileSync(path.join(folder, 'page'), said)
      expect(search([folder], [text]).hits.length, said).toBeGreaterThan(0)
    }
  }
})
