/** What a command of the operator's shell is, and how it works on the real house. */
import { env, isServerEnvironment } from '../lib/server/env.ts'
import { startChild } from './child.ts'
import { unlockAtTerminal } from './key-holders.ts'
import { StopError } from './launch/progress.mjs'
import { realHouseEnvironment } from './server-settings.ts'

export type Command = { readonly about: string; run(args: readonly string[]): Promise<void> }

export const WRONG_USE = 2

/** Refuses every word that is not known. */
export function onlyFlags(args: readonly string[], known: readonly string[]): void {
  const unknown = args.find((arg) => !known.includes(arg))
  if (unknown !== undefined) throw new StopError(`Unknown option: ${unknown}`, WRONG_USE)
}

/**
 * Works on the real house: in a child with the settings of its server, unless this process has them. Where the key file is
 * locked, whoever works types their passphrase into the process that needs it.
 */
export async function inHouse(words: readonly string[], work: () => Promise<void>): Promise<void> {
  if (isServerEnvironment()) {
    await unlockAtTerminal(env().CAUSEWAY_KEY_FILE)
    return work()
  }
  const environment = await realHouseEnvironment()
  const child = startChild('cli/causeway.ts', words, { environment, log: null, asks: true })
  process.exitCode = (await child.ended) ?? 1
}
