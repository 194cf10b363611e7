/**
 * What somebody types at the terminal. A passphrase is never echoed, and it is no argument and no setting: other programs
 * of the machine read those. From a pipe each answer is a line.
 */
import { createInterface, type Interface } from 'node:readline'
import { StopError } from './launch/progress.mjs'

const ENTER = new Set(['\r', '\n'])
const DELETE = new Set(['\u007f', '\b'])
const INTERRUPT = '\u0003'
const END = '\u0004'

/** Whether somebody sits there. */
export function atTerminal(): boolean {
  return process.stdin.isTTY
}

/** One line, shown while it is typed. */
export async function askLine(question: string): Promise<string> {
  return (await (atTerminal() ? typed(question, true) : piped())).trim()
}

/** One line that nobody sees. */
export async function askSecret(question: string): Promise<string> {
  return atTerminal() ? typed(question, false) : piped()
}

/** Reads key by key: only so does the terminal show nothing by itself. */
function typed(question: string, shown: boolean): Promise<string> {
  const { stdin, stderr } = process
  return new Promise((resolve, reject) => {
    let text: string[] = []
    const over = (): void => {
      stdin.off('data', take)
      stdin.setRawMode(false)
      stdin.pause()
      stderr.write('\n')
    }
    const take = (keys: string): void => {
      for (const key of keys) {
        if (ENTER.has(key)) {
          over()
          resolve(text.join(''))
          return
        }
        if (key === INTERRUPT || key === END) {
          over()
          reject(new StopError('Stopped.'))
          return
        }
        if (DELETE.has(key)) {
          if (shown && text.length > 0) stderr.write('\b \b')
          text = text.slice(0, -1)
        } else if (key >= ' ') {
          text.push(key)
          if (shown) stderr.write(key)
        }
      }
    }
    stdin.setEncoding('utf8')
    stdin.setRawMode(true)
    stdin.resume()
    stdin.on('data', take)
    // Asked last: whoever answers at once is not shown either.
    stderr.write(question)
  })
}

let lines: AsyncIterator<string> | undefined

async function piped(): Promise<string> {
  lines ??= opened()[Symbol.asyncIterator]()
  const next = await lines.next()
  if (next.done === true) throw new StopError('Nobody answers: a passphrase is typed at the terminal.')
  return next.value
}

function opened(): Interface {
  return createInterface({ input: process.stdin, terminal: false })
}
