import { expect, it } from 'vitest'
import { compareTriples } from '../support/access-triples.ts'
import { asApp } from '../support/database.ts'

const TRIPLES = 10_000

it(`PostgreSQL and the domain agree on ${TRIPLES} triples of a person, a case and a command`, async () => {
  const seed = 20_261_122
  const count = await asApp((client) => compareTriples(client, { runs: TRIPLES, seed }))
  process.stdout.write(`${JSON.stringify({ seed, ...count })}\n`)
  expect(count.allowed).toBeGreaterThan(1_000)
  expect(count.refused).toBeGreaterThan(3_000)
})
