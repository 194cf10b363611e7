/** From the pipeline to the list of the same cases. */
import type { PipelineQuery } from '../schema.ts'

type More = { readonly stage?: string; readonly worker?: string; readonly sort?: string }

/** The list knows no filter by sector: a sector stays behind. */
export function casesHref(query: PipelineQuery, more: More = {}): string {
  const words = new URLSearchParams()
  const asked = { group: query.group, worker: query.worker, ...more }
  for (const [name, value] of Object.entries(asked)) if (value) words.set(name, value)
  const text = words.toString()
  return text === '' ? '/cases' : `/cases?${text}`
}
