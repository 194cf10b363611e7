/** Every field that the database keeps says how bad it is when it leaks: what is sealed, shown and logged goes by it. */
import { expect, test } from 'vitest'
import { mappedModels } from '../../cli/data-map-page.ts'
import { readSchema } from '../../cli/data-map.ts'

/** `Model.field` of every stored field without a data class. */
function unclassed(schema: string): readonly string[] {
  return mappedModels(schema).flatMap(({ name: model, fields }) =>
    fields.filter(({ dataClass }) => dataClass === '').map(({ name }) => `${model}.${name}`),
  )
}

test('every stored field has its data class', () => {
  expect(unclassed(readSchema())).toEqual([])
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
  const fields = mappedModels(readSchema()).flatMap((model) => model.fields)
  const lethal = fields.filter(({ dataClass }) => dataClass === 'lethal').map(({ name }) => name)
  expect(lethal).toEqual([
    'snapshot',
    ...['hangul', 'latin', 'cyrillic', 'aliases', 'birthYear', 'phone', 'guardian'],
    ...['name', 'note', 'contentKey'],
    ...['reference', 'route', 'fallbacks', 'escort', 'address'],
    ...['login', 'displayName', 'passwordHash'],
  ])
})
