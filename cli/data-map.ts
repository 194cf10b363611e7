/** `npm run data-map`: writes the page of what the house keeps out of prisma/schema. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SEALED_FIELDS } from '../lib/server/vault/sealed-fields.ts'
import { repository } from './child.ts'
import { dataMapPage } from './data-map-page.ts'

/** The whole Prisma schema of a folder. */
export function readSchema(folder = join(repository, 'prisma', 'schema')): string {
  const files = readdirSync(folder).sort()
  return files.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n')
}

if (import.meta.main) {
  writeFileSync(join(repository, 'docs', 'data-map.md'), dataMapPage(readSchema(), SEALED_FIELDS))
}
