/** Makes the production build when something changed since the last one, and ends. For tests and benchmarks. */
import { ensureBuilt } from './build.ts'
import { reportEnd } from './launch/progress.mjs'
import { newStops } from './stops.ts'

const stops = newStops()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => void stops.all().then(() => process.exit(130)))
}

try {
  await ensureBuilt(stops)
} catch (error) {
  reportEnd(error)
} finally {
  await stops.all()
}
