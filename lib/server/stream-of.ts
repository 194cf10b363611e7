/** A row of bytes as the body of an answer or a request: the next bytes are made when the other side has taken the last. */

/**
 * What goes wrong at the source breaks the stream as it was, so that the receiver sees that it is not whole.
 *
 * @param onError hears of it first
 */
export function streamOf(
  bytes: AsyncIterable<Uint8Array>,
  onError: (error: unknown) => void = () => undefined,
): ReadableStream<Uint8Array> {
  const source = bytes[Symbol.asyncIterator]()
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const next = await source.next()
          if (next.done === true) controller.close()
          else controller.enqueue(next.value)
        } catch (error) {
          onError(error)
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
