/** The data map says of each table what its policy lets the app's login read, and nothing else. */
import { expect, test } from 'vitest'
import { mappedModels } from '../../../cli/data-map-page.ts'
import { readSchema } from '../../../cli/data-map.ts'
import { ACTIONS } from '../../../lib/domain/policy/actions.ts'
import { look } from '../../support/database.ts'

const ANYTHING = 'whoever may do anything with the case'

test('the actions that a table is read by are those that its policy names', async () => {
  const policies = await look<{ table: string; qual: string }>(
    `select tablename as table, string_agg(qual, ' ') as qual from pg_policies
     where 'causeway_app' = any (roles) and cmd = 'SELECT' group by tablename`,
  )
  const named = (text: string): readonly string[] =>
    ACTIONS.filter((action) => text.split(/[^a-z.-]+/).includes(action)).toSorted()
  for (const { table, readBy } of mappedModels(readSchema())) {
    const qual = policies.find((policy) => policy.table === table)?.qual ?? ''
    if (readBy === ANYTHING) expect(named(qual).length, table).toBeGreaterThan(20)
    else expect(named(readBy), table).toEqual(named(qual))
  }
})
