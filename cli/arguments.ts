/** What may stand behind `npm run demo --` and `npm start --`. */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { StopError } from './launch/progress.mjs'

export type LaunchArguments = { readonly port: number | null; readonly dataFolder: string | null }

const usageError = 2

/** Reads `--port N` and `--data DIR`; anything else is named and stops the start with exit code 2. */
export function readArguments(args: readonly string[], command: string): LaunchArguments {
  const usage = `Usage: ${command} [-- --port N --data DIR]`
  let values
  try {
    values = parseArgs({
      args: [...args],
      options: { port: { type: 'string' }, data: { type: 'string' } },
    }).values
  } catch (error) {
    throw new StopError(`${error instanceof Error ? error.message : String(error)}\n${usage}`, usageError)
  }
  const { port, data } = values
  if (port !== undefined && !(/^[1-9]\d{0,4}$/.test(port) && Number(port) <= 65_535)) {
    throw new StopError(`--port must be a number from 1 to 65535.\n${usage}`, usageError)
  }
  if (data === '') throw new StopError(`--data must name a folder.\n${usage}`, usageError)
  return {
    port: port === undefined ? null : Number(port),
    dataFolder: data === undefined ? null : resolve(data),
  }
}
