/**
 * How fast `/cases` answers: production build, demo caseload, four people at once, each asking again as soon as the
 * answer is whole. Prints one JSON document with milliseconds.
 *
 *     node --conditions=react-server bench/cases-page.ts [--requests N] [--cases N]
 */
import os from 'node:os'
import { parseArgs } from 'node:util'
import { demoAccounts } from '../prisma/seed/accounts.ts'
import { openHouse } from '../tests/support/house.ts'
import { percentile, timeOfPage } from '../tests/support/page-times.ts'
import { cookieHeader, signInOverHttp } from '../tests/support/sign-in.ts'

const PEOPLE = ['mina', 'oleg', 'suji', 'anna'] as const
const WARM_UP = 10

const { values: asked } = parseArgs({
  options: {
    requests: { type: 'string', default: '100' },
    cases: { type: 'string', default: '240' },
    json: { type: 'boolean', default: false },
  },
})

async function repeat(url: string, cookie: string, times: number): Promise<readonly number[]> {
  const took: number[] = []
  for (let left = times; left > 0; left--) took.push(await timeOfPage(url, cookie))
  return took
}

async function measure(url: string, cookies: readonly string[], times: number) {
  await Promise.all(cookies.map((cookie) => repeat(url, cookie, WARM_UP)))
  const startedAt = performance.now()
  const took = (await Promise.all(cookies.map((cookie) => repeat(url, cookie, times)))).flat()
  const seconds = (performance.now() - startedAt) / 1000
  return {
    requests: took.length,
    perSecond: Math.round(took.length / seconds),
    p50: percentile(took, 0.5),
    p95: percentile(took, 0.95),
    p99: percentile(took, 0.99),
    slowest: percentile(took, 1),
  }
}

const house = await openHouse({ cases: Number(asked.cases), serve: true })
try {
  const { baseUrl } = house
  if (baseUrl === null) throw new Error('the house does not serve')
  const jars = await Promise.all(
    PEOPLE.map((login) => {
      const account = demoAccounts.find((one) => one.login === login)
      return signInOverHttp(baseUrl, login, account?.password ?? '')
    }),
  )
  const cookies = jars.map((jar) => cookieHeader(jar))
  const result = {
    benchmark: 'cases-page',
    unit: 'ms',
    people: PEOPLE.length,
    cases: Number(asked.cases),
    processors: os.availableParallelism(),
    node: process.versions.node,
    list: await measure(`${baseUrl}/cases`, cookies, Number(asked.requests)),
  }
  process.stdout.write(`${JSON.stringify(result)}\n`)
} finally {
  await house.close()
}
