/**
 * Sends rows as `COPY … FROM STDIN`, the fastest way into PostgreSQL that keeps every constraint and trigger on. Text
 * format as in the manual's chapter on COPY: tabs between columns, backslashes before what would be mistaken for one.
 */
import type pg from 'pg'

export type Cell = string | number | boolean | null | readonly string[]
export type Cells = Readonly<Record<string, Cell>>

/** What the client's connection offers to a statement that copies; its published types leave it out. */
type CopyConnection = {
  query(text: string): void
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
}

const CHUNK_BYTES = 1 << 18
const SPECIAL = /[\\\t\n\r]/
const EACH_SPECIAL = /[\\\t\n\r]/g
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/** Inserts rows that all have the columns of the first. */
export async function copyRows(client: pg.Client, table: string, rows: readonly Cells[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {})
  if (columns.length === 0) return
  await new Promise<void>((resolve, reject) => {
    client.query({
      submit(connection: object) {
        assertCopies(connection)
        connection.query(`COPY ${table} (${columns.join(', ')}) FROM STDIN`)
      },
      handleCopyInResponse(connection: CopyConnection) {
        for (const chunk of written(rows, columns)) connection.sendCopyFromChunk(chunk)
        connection.endCopyFrom()
      },
      handleCommandComplete: () => undefined,
      handleReadyForQuery: () => resolve(),
      handleError: (error: Error) => reject(error),
    })
  })
}

function assertCopies(connection: object): asserts connection is CopyConnection {
  if (!('sendCopyFromChunk' in connection)) throw new Error('this client cannot copy')
}

function* written(rows: readonly Cells[], columns: readonly string[]): Generator<Buffer> {
  let text = ''
  for (const row of rows) {
    let between = ''
    for (const column of columns) {
      text += between + cell(row[column])
      between = '\t'
    }
    text += '\n'
    if (text.length > CHUNK_BYTES) {
      yield Buffer.from(text)
      text = ''
    }
  }
  yield Buffer.from(text)
}

function cell(value: Cell | undefined): string {
  switch (typeof value) {
    case 'string':
      return SPECIAL.test(value) ? value.replace(EACH_SPECIAL, (letter) => ESCAPES[letter] ?? letter) : value
    case 'number':
      return String(value)
    case 'boolean':
      return value ? 't' : 'f'
    case 'object':
      // Arrays hold closed words only, which need no quotes.
      return value === null ? '\\N' : `{${value.join(',')}}`
    default:
      throw new Error('a row lacks a column of the first')
  }
}
