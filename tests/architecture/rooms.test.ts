/** Every folder of the house is a room that decision 002 knows, and every record of a decision has its number. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')

function folders(...parts: readonly string[]): readonly string[] {
  const folder = path.join(root, ...parts)
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
}

function entries(...parts: readonly string[]): readonly string[] {
  return readdirSync(path.join(root, ...parts))
}

test('lib has four rooms', () => {
  expect([...folders('lib')].sort()).toEqual(['domain', 'features', 'server', 'ui'])
})

test('the domain has the rooms of the law', () => {
  const known = [
    'audit',
    'calendar',
    'disclosure',
    'documents',
    'names',
    'password',
    'pathway',
    'pipeline',
    'policy',
    'releases',
    'text',
    'work',
  ]
  expect(folders('lib', 'domain').filter((name) => !known.includes(name))).toEqual([])
})

test('a slice has desks and nothing beside them', () => {
  const desks = ['actions.ts', 'effects.ts', 'schema.ts', 'service.ts', 'store.ts', 'ui']
  const odd = folders('lib', 'features').flatMap((slice) =>
    entries('lib', 'features', slice)
      .filter((name) => !desks.includes(name))
      .map((name) => `${slice}/${name}`),
  )
  expect(odd).toEqual([])
})

test('routes stand in (gate), (desk) and api', () => {
  expect(folders('app').filter((name) => !['(gate)', '(desk)', 'api'].includes(name))).toEqual([])
})

describe('decision records', () => {
  const records = entries('docs', 'decisions').filter((name) => name.endsWith('.md'))

  test('are numbered from 001 without a gap', () => {
    const numbers = records.map((name) => name.slice(0, 4)).sort()
    expect(numbers).toEqual(records.map((_, index) => `${String(index + 1).padStart(3, '0')}-`))
  })

  test('say their date, status, context, decision and consequences', () => {
    const asked = [/date/i, /status/i, /context/i, /decision/i, /consequences/i]
    const lacking = records.filter((name) => {
      const text = readFileSync(path.join(root, 'docs/decisions', name), 'utf8')
      return asked.some((word) => !word.test(text))
    })
    expect(lacking).toEqual([])
  })
})
