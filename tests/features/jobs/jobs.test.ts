import { expect, test } from 'vitest'
import { startJobs } from '../../../lib/server/jobs/boss.ts'
import { look } from '../../support/database.ts'

test('a job is done by one of two servers, by the app’s own login, and both stop cleanly', async () => {
  let done = 0
  let finish: () => void = () => undefined
  const finished = new Promise<void>((resolve) => (finish = resolve))
  const job = {
    name: 'count',
    cron: '7 * * * *',
    work: async () => {
      done += 1
      finish()
    },
  }
  const first = await startJobs([job], 0.5)
  const second = await startJobs([job], 0.5)
  await first.runNow('count')
  await finished
  await Promise.all([first.stop(), second.stop()])
  await first.stop()
  expect(done).toBe(1)
  expect(await look('select cron, timezone from pgboss.schedule where name = $1', ['count'])).toEqual([
    { cron: '7 * * * *', timezone: 'UTC' },
  ])
})
