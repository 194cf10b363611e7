import { expect, it } from 'vitest'
import { makePerson, makeTeam } from '../support/cast.ts'
import { asApp } from '../support/database.ts'
import { walkPathway } from '../support/pathway-walk.ts'

const WALKS = 10_000

it(`gives the same verdict in the domain and in the database on ${WALKS} random walks`, async () => {
  const team = await makeTeam()
  const walker = await makePerson(['caseworker', 'supervisor'], team)
  const second = await makePerson(['trustee'], null)
  const seed = 20_261_122
  const count = await asApp((client) => walkPathway(client, walker, second, { runs: WALKS, seed }))
  process.stdout.write(`${JSON.stringify({ walks: WALKS, seed, ...count })}\n`)
  expect(count.accepted).toBeGreaterThan(WALKS)
  expect(count.refused).toBeGreaterThan(WALKS)
})
