/** Protects a table in a process of its own, and believes nothing of what it says before it was checked here. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { faultOf } from '../../domain/disclosure/check.ts'
import type { Dimension } from '../../domain/disclosure/shape.ts'
import type { TableReport } from '../../domain/releases/prepared.ts'
import { answeredSchema, type Asked } from './protector-talk.ts'

/** The work failed: ended, timed out, or what came of it does not hold. Nothing may leave. */
export class ProtectionFailed extends Error {
  override readonly name = 'ProtectionFailed'
}

/** `above`: the threshold of the widest tier in which the same table may leave. */
export type TableToProtect = {
  readonly dimensions: readonly Dimension[]
  readonly inner: Int32Array
  readonly k: number
  readonly above: number
}

export type ProtectedTable = {
  readonly published: readonly (number | null)[]
  readonly statuses: TableReport['statuses']
  readonly demands: number
  readonly certificates: number
}

export type Worker = {
  /** Path of the program that protects. */
  readonly program: string
  readonly timeoutMs: number
}

export const WORKER: Worker = {
  program: join(process.cwd(), 'lib/server/disclosure/protector.ts'),
  timeoutMs: 120_000,
}

/** An answer longer than this is none: the largest table's has some megabytes. */
const ANSWER_AT_MOST = 256 * 1024 * 1024

/**
 * The protected table; null when it cannot be protected. Throws ProtectionFailed, also when `signal` ends it.
 */
export async function protectApart(
  asked: TableToProtect,
  signal: AbortSignal,
  worker: Worker = WORKER,
): Promise<ProtectedTable | null> {
  const dimensions = asked.dimensions.map(({ name, codes, total, parents }) => ({
    name,
    codes: [...codes],
    total,
    ...(parents === undefined ? {} : { parents: { ...parents } }),
  }))
  const answer = await ask(
    { dimensions, inner: [...asked.inner], k: asked.k, above: asked.above },
    signal,
    worker,
  )
  if (!answer.released) return null
  const fault = faultOf({
    ...asked,
    earlier: [],
    newest: { published: answer.published, statuses: answer.statuses, grown: new Map() },
    worlds: answer.worlds,
    certificates: answer.certificates,
    standing: [],
  })
  if (fault !== null) throw new ProtectionFailed(`the protected table has a fault: ${fault.fault}`)
  return {
    published: answer.published,
    // To the house it is all one why: the wider tier is not its readers' concern.
    statuses: answer.statuses.map((status) => (status === 'between' ? 'complementary' : status)),
    demands: answer.statuses.filter((status) => status === 'small' || status === 'whole').length,
    certificates: answer.certificates.length,
  }
}

async function ask(asked: Asked, signal: AbortSignal, { program, timeoutMs }: Worker) {
  const child = spawn(process.execPath, [program], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { NODE_ENV: 'production' },
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    killSignal: 'SIGKILL',
  })
  const parts: Buffer[] = []
  let size = 0
  child.stdout.on('data', (part: Buffer) => {
    size += part.length
    if (size > ANSWER_AT_MOST) child.kill('SIGKILL')
    else parts.push(part)
  })
  // Whoever ends early reads no more; that it ended is told by its code.
  child.stdin.on('error', () => undefined)
  child.stdin.end(JSON.stringify(asked))
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  }).catch((error: unknown) => {
    throw new ProtectionFailed('the process that protects was ended', { cause: error })
  })
  if (code !== 0) throw new ProtectionFailed(`the process that protects ended with ${String(code)}`)
  const read = answeredSchema.safeParse(parsed(Buffer.concat(parts).toString('utf8')))
  if (!read.success) throw new ProtectionFailed('the process that protects answered nothing that can be read')
  return read.data
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
