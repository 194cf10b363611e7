import { expect, it } from 'vitest'
import { compareTriples } from '../../support/access-triples.ts'
import { asApp } from '../../support/database.ts'

it('PostgreSQL and the domain agree on who may do what to which case', async () => {
  const count = await asApp((client) => compareTriples(client, { runs: 1_500, seed: 1 }))
  // Both verdicts were met often: guards that always refuse would prove nothing.
  expect(count.allowed).toBeGreaterThan(150)
  expect(count.refused).toBeGreaterThan(500)
})
