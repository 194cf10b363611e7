/** Slices reach each other along listed arrows that make no circle. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { ARROWS } from './lint/walls.mjs'

const features = path.resolve(import.meta.dirname, '../../lib/features')

/** The first circle found, as the slices on it, or undefined. */
function circle(arrows: Readonly<Record<string, readonly string[]>>): readonly string[] | undefined {
  const finished = new Set<string>()
  function walk(slice: string, way: readonly string[]): readonly string[] | undefined {
    if (way.includes(slice)) return [...way.slice(way.indexOf(slice)), slice]
    if (finished.has(slice)) return undefined
    for (const next of arrows[slice] ?? []) {
      const found = walk(next, [...way, slice])
      if (found) return found
    }
    finished.add(slice)
    return undefined
  }
  for (const slice of Object.keys(arrows)) {
    const found = walk(slice, [])
    if (found) return found
  }
  return undefined
}

test('the arrows make no circle', () => {
  expect(circle(ARROWS)).toBeUndefined()
})

test('a circle would be found', () => {
  expect(circle({ a: ['b'], b: ['c'], c: ['a'] })).toEqual(['a', 'b', 'c', 'a'])
  expect(circle({ a: ['b', 'c'], b: ['c'] })).toBeUndefined()
})

test('every arrow starts and ends at a slice, and ends at its effects', () => {
  const slices = readdirSync(features)
  const ends = Object.values(ARROWS).flat()
  expect([...Object.keys(ARROWS), ...ends].filter((slice) => !slices.includes(slice))).toEqual([])
  expect(ends.filter((slice) => !readdirSync(path.join(features, slice)).includes('effects.ts'))).toEqual([])
})

test('no arrow is listed that no import needs', () => {
  const idle = Object.entries(ARROWS).flatMap(([slice, targets]) => {
    const desks = ['service.ts', 'effects.ts'].map((desk) => path.join(features, slice, desk))
    const text = desks.map((desk) => (existsSync(desk) ? readFileSync(desk, 'utf8') : '')).join('\n')
    return targets
      .filter((target) => !text.includes(`'../${target}/effects.ts'`))
      .map((target) => `${slice} → ${target}`)
  })
  expect(idle).toEqual([])
})
