/** The URL of a list: what differs from the default stands in it, so that a link says what it shows. */
import type { CaseListQuery } from '../schema.ts'

type Asked = Partial<Omit<CaseListQuery, 'after' | 'before'>> & {
  readonly after?: string | null
  readonly before?: string | null
}

/** The address of the list for a query; the default order is not said. */
export function listHref(query: Asked): string {
  const words = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    const said = value !== null && value !== '' && !(name === 'sort' && value === 'wait')
    if (said && !(name === 'state' && isDefault(query))) words.set(name, value)
  }
  const text = words.toString()
  return text === '' ? '/cases' : `/cases?${text}`
}

/** Without a word about it a stage decides by itself, and a list without a code is of open cases. */
function isDefault({ stage = null, q = '', state }: Asked): boolean {
  return stage !== null || state === (q === '' ? 'open' : 'all')
}

/** The query without its place in the pages: a changed filter starts at the first page. */
export function fromTheStart(query: CaseListQuery): Asked {
  const { after: _after, before: _before, ...asked } = query
  return asked
}
