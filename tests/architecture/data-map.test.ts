import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { dataMapPage, mappedModels } from '../../cli/data-map-page.ts'
import { readSchema } from '../../cli/data-map.ts'
import { SEALED_FIELDS } from '../../lib/server/vault/sealed-fields.ts'

test('docs/data-map.md is the page of the schema as it stands; npm run data-map writes it anew', () => {
  const page = path.resolve(import.meta.dirname, '../../docs/data-map.md')
  expect(readFileSync(page, 'utf8')).toBe(dataMapPage(readSchema(), SEALED_FIELDS))
})

test('every table says who reads it and how long it is kept', () => {
  const silent = mappedModels(readSchema()).filter(({ readBy, kept }) => readBy === '' || kept === '')
  expect(silent.map(({ name }) => name)).toEqual([])
})

test('a table that says neither is found', () => {
  const planted = `/// Something.
model Plant {
  /// internal
  id   String @id
  root String

  @@map("plant")
}
`
  expect(mappedModels(planted)).toEqual([
    {
      ...{ name: 'Plant', table: 'plant', readBy: '', kept: '' },
      fields: [
        { name: 'id', dataClass: 'internal', said: '' },
        { name: 'root', dataClass: '', said: '' },
      ],
    },
  ])
})
