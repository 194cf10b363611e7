/** The largest document over a real line: sent in halves, broken off, and fetched. */
import { randomUUID } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { request, type ClientRequest } from 'node:http'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { LARGEST_BYTES } from '../../../lib/domain/documents/documents.ts'
import { pdf } from '../../support/pictures.ts'
import type { Client } from './client.ts'

export const LARGEST = pdf(LARGEST_BYTES)

type Sending = {
  readonly request: ClientRequest
  /** Sends the first half of the file. */
  readonly half: () => void
  /** Sends the rest and gives the status. */
  readonly rest: () => Promise<number>
}

/** Begins to send the largest document that there may be. */
export function beginLargest({ baseUrl, cookie }: Client, caseId: string, id: string): Sending {
  const values = {
    key: randomUUID(),
    caseId,
    id,
    file: LARGEST.length,
    kind: 'other',
    name: 'large.pdf',
    note: '',
  }
  const head = Buffer.from(`${JSON.stringify(values)}\n`)
  const sending = request(new URL(`/api/documents/${caseId}`, baseUrl), {
    method: 'POST',
    headers: { cookie, origin: baseUrl, 'content-length': String(head.length + LARGEST.length) },
  })
  // That a line breaks is what some of this is about.
  sending.on('error', () => undefined)
  const middle = LARGEST.length / 2
  return {
    request: sending,
    half: () => {
      sending.write(head)
      sending.write(LARGEST.subarray(0, middle))
    },
    rest: async () => {
      const answered = new Promise<number>((resolve) => {
        sending.once('response', (answer) => {
          answer.resume()
          resolve(answer.statusCode ?? 0)
        })
      })
      sending.end(LARGEST.subarray(middle))
      return answered
    },
  }
}

/** How many bytes of half-written documents stand in a folder. */
export function halfWritten(folder: string): number {
  let bytes = 0
  for (const name of readdirSync(folder)) {
    if (name.endsWith('.part'))
      bytes += statSync(path.join(folder, name), { throwIfNoEntry: false })?.size ?? 0
  }
  return bytes
}

/** Waits until something holds, for half a minute at most. */
export async function until(holds: () => boolean): Promise<void> {
  const end = performance.now() + 30_000
  while (!holds()) {
    if (performance.now() > end) throw new Error('it did not come so far')
    await wait(10)
  }
}
