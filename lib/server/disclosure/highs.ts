/** HiGHS, compiled to WebAssembly, as the solver of disclosure control. It runs in this thread, and blocks it. */
import loadHighs, { type Highs, type Model, type ModelData } from 'highs'
import {
  SolverError,
  type Answer,
  type Limits,
  type Program,
  type Solver,
} from '../../domain/disclosure/program.ts'

/** What HiGHS calls a solution that keeps to the rows. */
const FEASIBLE = 2

/** A solver that blocks this thread while it works. Throws SolverError when it does not come up. */
export async function highsHere(): Promise<Solver> {
  const highs = await loadHighs()
  const { modelStatus } = highs.constants
  return async (program: Program, limits: Limits): Promise<Answer> => {
    let model: Model | undefined
    try {
      model = highs.createModel(modelOf(program, highs))
      model.options.set({
        output_flag: false,
        time_limit: limits.seconds,
        mip_max_nodes: limits.nodes,
        random_seed: 1,
      })
      model.run()
      if (model.getModelStatus() === modelStatus.unboundedOrInfeasible) {
        model.options.set({ presolve: 'off' })
        model.run()
      }
      const status = model.getModelStatus()
      if (status === modelStatus.unbounded) return { found: 'unbounded' }
      if (status === modelStatus.infeasible || model.info.get('primal_solution_status') !== FEASIBLE) {
        return { found: 'nothing' }
      }
      return {
        found: status === modelStatus.optimal ? 'best' : 'stopped',
        values: [...model.getSolution().colValue],
        cost: model.getObjectiveValue(),
        seconds: model.getRunTime(),
      }
    } catch (error) {
      throw new SolverError('the solver failed', { cause: error })
    } finally {
      letGo(model)
    }
  }
}

/** After an abort of the solver nothing of it answers any more; what it failed with has been told. */
function letGo(model: Model | undefined): void {
  try {
    model?.dispose()
  } catch {
    return
  }
}

/** A program as HiGHS takes it: the matrix row by row. */
function modelOf(program: Program, { infinity, constants }: Highs): ModelData {
  const starts = new Int32Array(program.rows.length + 1)
  const indices: number[] = []
  const values: number[] = []
  for (const [index, { at, by }] of program.rows.entries()) {
    for (const [place, variable] of at.entries()) {
      indices.push(variable)
      values.push(by[place] ?? 0)
    }
    starts[index + 1] = indices.length
  }
  const { integer, continuous } = constants.variableType
  const size = { numCols: program.costs.length, numRows: program.rows.length }
  return {
    ...size,
    colCost: Float64Array.from(program.costs),
    colLower: bounds(program.lower, infinity),
    colUpper: bounds(program.upper, infinity),
    rowLower: bounds(
      program.rows.map(({ lower }) => lower),
      infinity,
    ),
    rowUpper: bounds(
      program.rows.map(({ upper }) => upper),
      infinity,
    ),
    matrix: {
      format: 'csr',
      ...size,
      starts,
      indices: Int32Array.from(indices),
      values: Float64Array.from(values),
    },
    ...(program.whole.some((whole) => whole)
      ? { integrality: program.whole.map((whole) => (whole ? integer : continuous)) }
      : {}),
  }
}

function bounds(values: readonly number[], infinity: number): Float64Array {
  return Float64Array.from(values, (value) =>
    value === Infinity ? infinity : value === -Infinity ? -infinity : value,
  )
}
