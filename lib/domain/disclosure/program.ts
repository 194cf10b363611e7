/** A linear program, and who solves it. The solver is an argument: nothing here believes what it says before it was checked. */

export type Row = {
  readonly at: readonly number[]
  readonly by: readonly number[]
  readonly lower: number
  readonly upper: number
}

/** Minimise the sum of `costs` times variables, between their bounds (−Infinity and Infinity for none), under the rows. */
export type Program = {
  readonly costs: readonly number[]
  readonly lower: readonly number[]
  readonly upper: readonly number[]
  /** Variables that must be whole numbers. */
  readonly whole: readonly boolean[]
  readonly rows: readonly Row[]
}

/**
 * `best`: proved so by the solver; `stopped`: a limit was reached, the values agree with the rows all the same. `seconds`: how
 * long it took.
 */
export type Answer =
  | {
      readonly found: 'best' | 'stopped'
      readonly values: readonly number[]
      readonly cost: number
      readonly seconds: number
    }
  | { readonly found: 'nothing' }
  | { readonly found: 'unbounded' }

/** Limits of one call: nodes of the search tree, which make the same answer every time, and seconds as a guard. */
export type Limits = { readonly nodes: number; readonly seconds: number }

/** Throws SolverError when the solver fails, is ended, or says what it cannot. */
export type Solver = (program: Program, limits: Limits) => Promise<Answer>

/** The solver failed. Nothing may leave. */
export class SolverError extends Error {
  override readonly name = 'SolverError'
}
