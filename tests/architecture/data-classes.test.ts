/** Every field that the database keeps says how bad it is when it leaks: what is sealed, shown and logged goes by it. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const folder = path.resolve(import.meta.dirname, '../../prisma/schema')
const schema = readdirSync(folder)
  .sort()
  .map((name) => readFileSync(path.join(folder, name), 'utf8'))
  .join('\n')

const CLASS = /^\/\/\/ (?:public|internal|secret|lethal)(?:\.|$)/

/** `Model.field` of every stored field without a data class; a relation stores nothing of its own. */
function unclassed(text: string): readonly string[] {
  const models = [...text.matchAll(/^model (\w+) \{\n([^}]*)^\}/gm)]
  const names = new Set(models.map(([, name]) => name))
  return models.flatMap(([, model = '', body = '']) => {
    const lines = body.split('\n').map((line) => line.trim())
    return lines.flatMap((line, at) => {
      const [, field, type] = /^(\w+)\s+(\w+)/.exec(line) ?? []
      if (field === undefined || names.has(type)) return []
      return CLASS.test(lines[at - 1] ?? '') ? [] : [`${model}.${field}`]
    })
  })
}

test('every stored field has its data class', () => {
  expect(unclassed(schema)).toEqual([])
})

test('a field without one, or with a word that is none, is found', () => {
  const planted = `model House {
  /// internal
  id String @id
  address String
  /// Where it is.
  street String
  /// lethal. Where it is.
  place String
  beds Bed[]
}

model Bed {
  /// internals
  id String @id
  house House @relation(fields: [id], references: [id])
}
`
  expect(unclassed(planted)).toEqual(['House.address', 'House.street', 'Bed.id'])
})

test('what identifies a person, or says where they are, is lethal', () => {
  const lethal = [...schema.matchAll(/\/\/\/ lethal[^\n]*\n\s+(\w+)/g)].map(([, field]) => field)
  expect(lethal).toEqual([
    'snapshot',
    ...['hangul', 'latin', 'cyrillic', 'aliases', 'birthYear', 'phone', 'guardian'],
    ...['reference', 'route', 'fallbacks', 'escort', 'address'],
    ...['login', 'displayName', 'passwordHash'],
  ])
})
