/** A program that takes the next release to prepare and never comes to an end, as a server does that is killed meanwhile. */
import { prepareReleases } from '../../lib/features/statistics/service.ts'

// Nothing else of it is waiting for anything once the work has begun.
setInterval(() => undefined, 1_000)
await prepareReleases(new AbortController().signal, () => {
  process.stdout.write('begun\n')
  return new Promise(() => undefined)
})
