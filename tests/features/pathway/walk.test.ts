import { expect, it } from 'vitest'
import { makePerson, makeTeam } from '../../support/cast.ts'
import { asApp } from '../../support/database.ts'
import { walkPathway } from '../../support/pathway-walk.ts'

it('gives the same verdict in the domain and in the database on random walks along the pathway', async () => {
  const team = await makeTeam()
  const walker = await makePerson(['caseworker', 'supervisor'], team)
  const second = await makePerson(['trustee'], null)
  const count = await asApp((client) => walkPathway(client, walker, second, { runs: 400, seed: 1 }))
  // Both verdicts were met often: a walk that is always refused would prove nothing.
  expect(count.accepted).toBeGreaterThan(300)
  expect(count.refused).toBeGreaterThan(300)
})
