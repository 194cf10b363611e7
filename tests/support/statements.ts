/** Hears what this process asks its database: the statements that services really send, with their parameters. */
import pg from 'pg'

/** `times`: how often it was sent; the values are those of the last time. */
export type Statement = { readonly text: string; readonly values: readonly unknown[]; readonly times: number }

/**
 * Runs some work and tells which reading statements it sent, each once; the door's own and those that lock are left out.
 */
export async function statementsOf(work: () => Promise<void>): Promise<readonly Statement[]> {
  const heard = new Map<string, Statement>()
  const send: unknown = Reflect.get(pg.Client.prototype, 'query')
  if (typeof send !== 'function') throw new Error('the client has another shape')
  Reflect.set(pg.Client.prototype, 'query', function (this: pg.Client, ...args: unknown[]): unknown {
    const [first, second] = args
    if (typeof first === 'object' && first !== null && 'text' in first && typeof first.text === 'string') {
      const own: unknown = Reflect.get(first, 'values')
      const values: readonly unknown[] = Array.isArray(second) ? second : Array.isArray(own) ? own : []
      const times = (heard.get(first.text)?.times ?? 0) + 1
      if (isRead(first.text)) heard.set(first.text, { text: first.text, values, times })
    }
    const answer: unknown = Reflect.apply(send, this, args)
    return answer
  })
  try {
    await work()
  } finally {
    Reflect.set(pg.Client.prototype, 'query', send)
  }
  return [...heard.values()]
}

function isRead(text: string): boolean {
  return /^\s*(?:select|with)\b/i.test(text) && !/law\.enter|for update|pg_notify/i.test(text)
}
