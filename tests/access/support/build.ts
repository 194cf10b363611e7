/** What the production build can be asked for, as its own manifests tell it. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

const build = path.resolve(import.meta.dirname, '../../../.next')

function read<S extends z.ZodType>(file: string, shape: S): z.output<S> {
  return shape.parse(JSON.parse(readFileSync(path.join(build, file), 'utf8')))
}

/** Entry (`/(desk)/cases/page`) to address (`/cases`). */
const routes = z.record(z.string(), z.string())

const references = z.object({
  node: z.record(
    z.string(),
    z.object({ exportedName: z.string(), workers: z.record(z.string(), z.unknown()) }),
  ),
  edge: z.record(z.string(), z.unknown()),
})

/** The addresses behind entries of one kind, sorted. */
export function builtRoutes(kind: 'page' | 'route'): readonly string[] {
  return Object.entries(read('app-path-routes-manifest.json', routes))
    .filter(([entry]) => entry.endsWith(`/${kind}`))
    .map(([, address]) => address)
    .sort()
}

/** One server action: the id by which it is called, and the addresses of pages that know it. */
export type BuiltAction = { readonly id: string; readonly name: string; readonly pages: readonly string[] }

export function builtActions(): readonly BuiltAction[] {
  const { node, edge } = read('server/server-reference-manifest.json', references)
  if (Object.keys(edge).length > 0) throw new Error('an action runs on the edge, where nobody looks')
  const addresses = read('app-path-routes-manifest.json', routes)
  return Object.entries(node).map(([id, { exportedName, workers }]) => ({
    id,
    name: exportedName,
    pages: Object.keys(workers).map((worker) => addresses[worker.replace(/^app/, '')] ?? worker),
  }))
}
