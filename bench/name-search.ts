/**
 * How long somebody who carries 300 cases waits for a search by name: from the click to the last byte of the answer, names
 * decrypted anew each time, against the production build. Prints one JSON document with milliseconds.
 *
 *     node --conditions=react-server bench/name-search.ts [--cases N] [--searches N]
 */
import os from 'node:os'
import { parseArgs } from 'node:util'
import { outcomeOf } from '../tests/access/support/client.ts'
import { nothing, World } from '../tests/access/support/world.ts'
import { openHouse } from '../tests/support/house.ts'
import { percentile } from '../tests/support/page-times.ts'

const LOGIN = 'mina'
const NAMES = ['김정수', 'Choe Ryong-hae', 'Пак Кук Нам', 'Ri', '4471', 'Владимир', 'Kim Jnog Su'] as const

const { values: asked } = parseArgs({
  options: {
    cases: { type: 'string', default: '300' },
    searches: { type: 'string', default: '200' },
    json: { type: 'boolean', default: false },
  },
})

const house = await openHouse({ cases: Number(asked.cases), serve: true })
const world = await World.open(house, house.baseUrl ?? '')
try {
  // Whoever carries all of them, whom no watch stops.
  await world.look(
    `UPDATE assignment a SET person_id = p.id FROM person p
     WHERE p.login = $1 AND a.until_at IS NULL AND a.kind = 'carry'`,
    [LOGIN],
  )
  await world.look(`UPDATE house_limit SET value = 1000 WHERE name = 'looks-per-hour'`)
  const [carried] = await world.look<{ count: number }>(
    `SELECT count(*)::int AS count FROM assignment a JOIN person p ON p.id = a.person_id
     WHERE p.login = $1 AND a.until_at IS NULL`,
    [LOGIN],
  )
  const search = async (index: number): Promise<number> => {
    const name = NAMES[index % NAMES.length] ?? ''
    const startedAt = performance.now()
    const answer = await world.call(world.as(LOGIN), 'searchByNameAction', nothing(), { asked: name })
    const took = performance.now() - startedAt
    if (outcomeOf(answer) !== 'ok') throw new Error(`the search answered ${String(outcomeOf(answer))}`)
    return took
  }
  const first = await search(0)
  for (let left = 20; left > 0; left--) await search(left)
  const took: number[] = []
  for (let index = 0; index < Number(asked.searches); index++) took.push(await search(index))
  process.stdout.write(
    `${JSON.stringify({
      benchmark: 'name-search',
      unit: 'ms',
      cases: carried?.count ?? 0,
      processors: os.availableParallelism(),
      search: {
        requests: took.length,
        p50: percentile(took, 0.5),
        p95: percentile(took, 0.95),
        slowest: percentile(took, 1),
        first: Math.round(first),
      },
    })}\n`,
  )
} finally {
  await world.close()
  await house.close()
}
process.exit()
