/** How a run begins and ends: starts a house, keeps it until somebody asks for the end or a part of it breaks. */
import { SettingsError } from '../lib/server/env.ts'
import { ClusterError } from '../lib/server/postgres/cluster-error.ts'
import { openHouse, type House, type Kind } from './house.ts'
import { reportEnd, say, StopError } from './launch/progress.mjs'
import { newStops } from './stops.ts'

/** Resolves at Ctrl-C, at a `kill`, when the terminal closes and when the process that started this one is gone. */
function askedToStop(): Promise<'asked'> {
  return new Promise((resolve) => {
    // Not `once`: a second Ctrl-C must not cut the database off in the middle of its stop.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve('asked'))
    process.on('disconnect', () => resolve('asked'))
  })
}

/** Mistakes of the set-up are told in words; everything else is a bug and keeps its stack trace. */
function inWords(error: unknown): unknown {
  return error instanceof SettingsError || error instanceof ClusterError
    ? new StopError(error.message)
    : error
}

async function keep(
  kind: Kind,
  args: readonly string[],
  stops: ReturnType<typeof newStops>,
  ready: (house: House) => Promise<void>,
) {
  const house = await openHouse(kind, args, stops)
  await ready(house)
  throw new StopError(await house.broken)
}

/** Runs a house to its end and exits: 0 when the end was asked for, 1 when a part broke, 2 for a wrong argument. */
export async function launch(
  kind: Kind,
  args: readonly string[],
  ready: (house: House) => Promise<void>,
): Promise<never> {
  const stops = newStops()
  const asked = askedToStop()
  const kept = keep(kind, args, stops, ready).catch(inWords)
  const end = await Promise.race([asked, kept])
  if (end === 'asked') process.stdout.write('\n')
  else reportEnd(end)
  const stopped = stops.all()
  if (end === 'asked') await kept
  await stopped
  if (end === 'asked') say('stop', 'the web server and the database have stopped')
  process.exit()
}
