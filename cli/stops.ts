/** What must be stopped, last started first, once, however the run ends. */
import { StopError } from './launch/progress.mjs'

export type Stops = {
  /** Notes how to stop what was just started. When the end has begun meanwhile, stops it at once and throws. */
  add(stop: () => Promise<void>): Promise<void>
  all(): Promise<void>
}

export function newStops(): Stops {
  const open: (() => Promise<void>)[] = []
  let stopping: Promise<void> | undefined
  async function run(): Promise<void> {
    for (let stop = open.pop(); stop !== undefined; stop = open.pop()) await stop()
  }
  return {
    async add(stop) {
      if (stopping === undefined) {
        open.push(stop)
        return
      }
      await stop()
      throw new StopError('Stopped.')
    },
    all: () => (stopping ??= run()),
  }
}
