/** A row of bytes as the body of an answer or a request: the next bytes are made when the other side has taken the last. */
import 'server-only'
import { logBug } from '../log.ts'
import type { Bytes } from '../vault/sealed-stream.ts'

/** What breaks on the way is logged under `where`, and breaks the body: the receiver sees that it is not whole. */
export function streamOf(content: Bytes, where: string): ReadableStream<Uint8Array> {
  const source = content[Symbol.asyncIterator]()
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const next = await source.next()
          if (next.done === true) controller.close()
          else controller.enqueue(next.value)
        } catch (error) {
          logBug(where, error)
          controller.error(error)
        }
      },
      async cancel() {
        await source.return?.()
      },
    },
    { highWaterMark: 0 },
  )
}
