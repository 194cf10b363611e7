/**
 * Every test fails that writes to `console.error` or `console.warn`: what the house complains about is never noise.
 * A test that provokes a complaint on purpose says so with `vi.spyOn(console, 'error').mockImplementation(…)`.
 */
import { afterEach, beforeEach, expect } from 'vitest'

const complaints: string[] = []
const original = { error: console.error, warn: console.warn }

beforeEach(() => {
  complaints.length = 0
  for (const level of ['error', 'warn'] as const) {
    console[level] = (...words: unknown[]) => {
      complaints.push(`console.${level}: ${words.map(String).join(' ')}`)
      original[level](...words)
    }
  }
})

afterEach(() => {
  console.error = original.error
  console.warn = original.warn
  expect(complaints).toEqual([])
})
