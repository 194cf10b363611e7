/** When the production build is made: whenever what it is made from changed since the last one. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { childEnvironment } from '../lib/server/env.ts'
import { lockFolder } from '../lib/server/postgres/folder-lock.ts'
import { lastLineOf, repository, runChild, startChild, tailOf } from './child.ts'
import { say, step, StopError } from './launch/progress.mjs'
import { fingerprint } from './launch/staleness.mjs'
import type { Stops } from './stops.ts'

const sources = [
  'app',
  'lib',
  'i18n',
  'messages',
  'public',
  'prisma/schema',
  'middleware.ts',
  'instrumentation.ts',
  'next.config.ts',
  'postcss.config.mjs',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
]
const stamp = join(repository, '.next', 'causeway-build')
const buildId = join(repository, '.next', 'BUILD_ID')
const pollMs = 500

function madeFrom(): string | null {
  return existsSync(buildId) && existsSync(stamp) ? readFileSync(stamp, 'utf8') : null
}

/** Two starts of one checkout must not write one build folder at once; the second waits. */
async function alone(stops: Stops): Promise<() => Promise<void>> {
  const folder = join(repository, '.causeway', 'build')
  mkdirSync(folder, { recursive: true })
  for (;;) {
    const lock = await lockFolder(folder)
    if (!('heldBy' in lock)) {
      await stops.add(() => lock.release())
      return () => lock.release()
    }
    await wait(pollMs)
  }
}

/** Builds when something changed; says so either way. */
export async function ensureBuilt(stops: Stops): Promise<void> {
  const wanted = () => fingerprint(repository, sources)
  if (madeFrom() === wanted()) {
    say('build', 'is up to date')
    return
  }
  const log = join(repository, '.causeway', 'build', 'build.log')
  await step(
    'build',
    async () => {
      const release = await alone(stops)
      const now = wanted()
      if (madeFrom() !== now) {
        for (const old of [stamp, buildId, log]) rmSync(old, { force: true })
        const environment = childEnvironment({ NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' })
        const child = startChild('node_modules/next/dist/bin/next', ['build'], { environment, log })
        await stops.add(() => child.stop())
        await runChild('The build', child, log)
        if (!existsSync(buildId)) throw new StopError(`The build ended without a result.\n${tailOf(log)}`)
        writeFileSync(stamp, now)
      }
      await release()
    },
    { pulse: () => lastLineOf(log) || 'waiting for another build', done: () => 'made for production' },
  )
}
