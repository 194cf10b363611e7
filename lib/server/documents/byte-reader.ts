/** Reads a stream piece by piece, as a format asks for it, and never holds more than it was asked for and one chunk. */
import type { FieldProblem } from '../../domain/refusal.ts'
import type { Bytes } from '../vault/sealed-stream.ts'

/** Why a file is not taken. */
export class FileProblem extends Error {
  override readonly name = 'FileProblem'
  readonly problem: FieldProblem

  constructor(problem: FieldProblem) {
    super(problem)
    this.problem = problem
  }
}

export class ByteReader {
  private readonly source: AsyncIterator<Uint8Array>
  private held: Buffer = Buffer.alloc(0)

  constructor(bytes: Bytes) {
    this.source = bytes[Symbol.asyncIterator]()
  }

  /** The next bytes, so many of them where there are so many, without taking them. */
  async peek(count: number): Promise<Buffer> {
    while (this.held.length < count) {
      const next = await this.source.next()
      if (next.done === true) break
      this.held = Buffer.concat([this.held, next.value])
    }
    return this.held.subarray(0, count)
  }

  /** Takes exactly so many bytes. Throws FileProblem when the file ends before. */
  async take(count: number): Promise<Buffer> {
    const found = await this.peek(count)
    if (found.length < count) throw new FileProblem('file-damaged')
    this.held = this.held.subarray(count)
    return found
  }

  /** Takes whatever is there, `most` bytes at most; null at the end. */
  async some(most: number = Infinity): Promise<Buffer | null> {
    const found = await this.peek(1)
    if (found.length === 0) return null
    const taken = this.held.subarray(0, most)
    this.held = this.held.subarray(taken.length)
    return taken
  }

  /** Gives bytes back that were taken last. */
  unread(bytes: Buffer): void {
    this.held = this.held.length === 0 ? bytes : Buffer.concat([bytes, this.held])
  }

  /** Hands so many bytes on. Throws FileProblem when the file ends before. */
  async *pass(count: number): AsyncGenerator<Buffer> {
    for (let left = count; left > 0;) {
      const some = await this.some(left)
      if (some === null) throw new FileProblem('file-damaged')
      left -= some.length
      yield some
    }
  }

  /** Leaves so many bytes out. */
  async skip(count: number): Promise<void> {
    for (let left = count; left > 0;) {
      const some = await this.some(left)
      if (some === null) throw new FileProblem('file-damaged')
      left -= some.length
    }
  }

  /** Leaves out whatever is left: a sender wants to be heard to the end. */
  async drain(): Promise<void> {
    while ((await this.some()) !== null) continue
  }
}
