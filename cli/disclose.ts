/** `causeway disclose`: protects a table of counts from standard input. Knows no database and no house. */
import { readFileSync } from 'node:fs'
import { faultOf } from '../lib/domain/disclosure/check.ts'
import { intervalsOf } from '../lib/domain/disclosure/intervals.ts'
import { protect, type Protected, type Refused } from '../lib/domain/disclosure/protect.ts'
import { codesOf, type Shape } from '../lib/domain/disclosure/shape.ts'
import { protectionFor, type Layer } from '../lib/domain/disclosure/stack.ts'
import { SolverError, type Solver } from '../lib/domain/disclosure/program.ts'
import { highsHere } from '../lib/server/disclosure/highs.ts'
import { readReleased, readTable, TableError, type TableFile } from '../lib/server/disclosure/table-file.ts'
import { StopError } from './launch/progress.mjs'

const USAGE = 'npm run -s causeway -- disclose [--k 11] [--earlier FILE …] [--explain] < table.json'
const BAD_INPUT = 2
const REFUSED = 3
const LEAST_K = 5

type Asked = { readonly k: number; readonly earlier: readonly string[]; readonly explain: boolean }

/** Prints the protected table. Throws StopError with 2 for bad input and with 3 when it cannot leave. */
export async function disclose(args: readonly string[]): Promise<void> {
  const asked = askedBy(args)
  const table = read('The table', () => readTable(readFileSync(0, 'utf8')))
  const earlier = asked.earlier.map((file) =>
    read(file, () => readReleased(readFileSync(file, 'utf8'), table)),
  )
  const solver = await highsHere()
  const found = await orRefused(protect({ ...table, k: asked.k, earlier }, solver))
  if (!found.released) throw new StopError(refusal(table.shape, found, asked.k), REFUSED)
  const fault = faultOf({
    dimensions: table.dimensions,
    k: asked.k,
    inner: table.inner,
    earlier,
    newest: found.layer,
    worlds: found.evidence.worlds,
    certificates: found.evidence.proofs,
    standing: found.standing,
  })
  if (fault !== null) {
    const cell = fault.cell === null ? '' : ` at ${nameOf(table.shape, fault.cell)}`
    throw new StopError(`Refused: the check of the protected table fails${cell}: ${fault.fault}.`, REFUSED)
  }
  const lines = asked.explain
    ? await orRefused(explained(table, earlier, found, asked.k, solver))
    : plain(table.shape, found)
  process.stdout.write(
    `{"dimensions":${JSON.stringify(table.dimensions)},\n"cells":[\n${lines.join(',\n')}\n]}\n`,
  )
}

/** A solver that fails lets nothing leave. */
async function orRefused<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (error instanceof SolverError) throw new StopError(`Refused: ${error.message}.`, REFUSED)
    throw error
  }
}

function plain(shape: Shape, { layer }: Protected): readonly string[] {
  return layer.published.map((count, cell) => JSON.stringify({ at: codesOf(shape, cell), count }))
}

async function explained(
  { shape, inner }: TableFile,
  earlier: readonly Layer[],
  { layer, evidence }: Protected,
  k: number,
  solver: Solver,
): Promise<readonly string[]> {
  const past = evidence.worlds[0]?.slice(0, -1) ?? []
  const intervals = await intervalsOf(
    {
      shape,
      layers: [...earlier, layer],
      world: [...past, inner],
      protection: protectionFor(k),
    },
    solver,
  )
  return layer.published.map((count, cell) => {
    const status = layer.statuses[cell]
    const grown = layer.grown.get(cell)
    return JSON.stringify({
      at: codesOf(shape, cell),
      count,
      status: status === 'small' || status === 'whole' ? 'primary' : status,
      ...(status === 'whole' ? { whole: true } : {}),
      ...(grown === undefined ? {} : { grown: [grown.lower, grown.upper] }),
      ...(count === null ? { intervals: intervals.get(cell) } : {}),
    })
  })
}

function refusal(shape: Shape, { why, demand, attacker }: Refused, k: number): string {
  if (demand === null) return 'Refused: the earlier releases contradict each other, or this table.'
  const cell = nameOf(shape, demand.cell)
  if (why === 'fallen')
    return `Refused: ${cell} is lower than in an earlier release. Counts of people never fall.`
  const what = demand.from === null ? 'the count' : 'the growth since an earlier release'
  const left =
    attacker === 'a'
      ? `an interval narrower than ${String(k)}`
      : `fewer than ${String(protectionFor(k).values)} values`
  return `Refused: whatever else is hidden, attacker ${(attacker ?? 'a').toUpperCase()} is left ${left} for ${what} at ${cell}. Ask for a coarser table.`
}

function nameOf(shape: Shape, cell: number): string {
  return `[${codesOf(shape, cell).join(', ')}]`
}

function read<T>(what: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof TableError) throw new StopError(`${what}: ${error.message}`, BAD_INPUT)
    if (error instanceof Error && 'code' in error) {
      throw new StopError(`${what} cannot be read: ${String(error.code)}`, BAD_INPUT)
    }
    throw error
  }
}

function askedBy(args: readonly string[]): Asked {
  const earlier: string[] = []
  let k = 11
  let explain = false
  for (let index = 0; index < args.length; index++) {
    const [option, value] = [args[index], args[index + 1]]
    if (option === '--explain') {
      explain = true
    } else if (
      option === '--k' &&
      value !== undefined &&
      /^\d{1,6}$/.test(value) &&
      Number(value) >= LEAST_K
    ) {
      k = Number(value)
      index++
    } else if (option === '--earlier' && value !== undefined && !value.startsWith('--')) {
      while (args[index + 1] !== undefined && args[index + 1]?.startsWith('--') !== true) {
        earlier.push(args[++index] ?? '')
      }
    } else if (option === '--earlier') {
      throw new StopError(`--earlier must name a file\n${USAGE}`, BAD_INPUT)
    } else if (option === '--k') {
      throw new StopError(`--k must be a whole number, ${String(LEAST_K)} or more\n${USAGE}`, BAD_INPUT)
    } else {
      throw new StopError(`Unknown option: ${String(option)}\n${USAGE}`, BAD_INPUT)
    }
  }
  return { k, earlier, explain }
}
