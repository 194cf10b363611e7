/** Starts the program that decides a deletion or finishes what was promised, in this file's database. */
import { startProgram, type Program } from './start-program.ts'

export type Forgetter = Program

/**
 * @param args the request and the director who approves it; none to finish what was promised
 * @param settings of the house, other than this file's
 */
export function startForgetter(
  args: readonly string[],
  settings: Readonly<Record<string, string>> = {},
): Program {
  return startProgram('tests/support/forgetter.ts', args, settings)
}
