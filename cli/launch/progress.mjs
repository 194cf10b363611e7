/**
 * What a start says while it works: one line a step, a sign of life in between.
 * Runs before anything is installed: node: imports only.
 */

const nameWidth = 10
const heartbeatMs = process.stdout.isTTY ? 1000 : 10_000

/** @param {number} startedAt @returns {string} */
function since(startedAt) {
  return `${((performance.now() - startedAt) / 1000).toFixed(1)} s`
}

/** On a terminal a sign of life stands on one line that the next word replaces; in a log each has its own. */
let openLine = false

/** @param {string} line */
function print(line) {
  process.stdout.write(`${openLine ? '\r\x1b[2K' : ''}${line}\n`)
  openLine = false
}

/** @param {string} line */
function printPassing(line) {
  if (!process.stdout.isTTY) {
    print(line)
    return
  }
  const width = process.stdout.columns || 80
  process.stdout.write(`\r\x1b[2K${line.slice(0, width - 1)}`)
  openLine = true
}

/** @param {string} name @param {string} text */
function lineOf(name, text) {
  return `  ${name.padEnd(nameWidth)} ${text}`
}

/** Prints one finished step: its name, what came of it. @param {string} name @param {string} text */
export function say(name, text) {
  print(lineOf(name, text))
}

/**
 * Runs one step and prints its name, its result and how long it took. Meanwhile a sign of life with what `pulse`
 * returns, so that nobody takes a slow disk for a hang.
 *
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @param {{ done?: (value: T) => string, pulse?: () => string }} [options]
 * @returns {Promise<T>}
 */
export async function step(name, work, options = {}) {
  const startedAt = performance.now()
  const beat = setInterval(() => {
    const pulse = options.pulse?.() ?? 'working'
    printPassing(lineOf(name, `… ${pulse} (${since(startedAt)})`))
  }, heartbeatMs)
  try {
    const value = await work()
    say(name, `${options.done?.(value) ?? 'done'} (${since(startedAt)})`)
    return value
  } finally {
    clearInterval(beat)
    if (openLine) print('')
  }
}

/**
 * A reason to stop that the reader can act on: printed as it is, without a stack trace, and the exit code is 1.
 */
export class StopError extends Error {
  /** @param {string} message @param {number} [exitCode] */
  constructor(message, exitCode = 1) {
    super(message)
    this.name = 'StopError'
    this.exitCode = exitCode
  }
}

/** Prints why the run ends and sets the exit code. A bug keeps its stack trace. @param {unknown} error */
export function reportEnd(error) {
  if (error instanceof StopError) {
    process.stderr.write(`\n${error.message}\n`)
    process.exitCode = error.exitCode
    return
  }
  process.stderr.write(`\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  process.exitCode = 1
}
