/**
 * Lays out the production build once more, without `middleware.ts`: everything is the same build by link, but the
 * manifest in which Next looks for the middleware is empty. Middleware was got around before; nothing may hang on it.
 */
import { mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** Inside the build, so that it goes when the build goes and finds the same `node_modules`. */
const PLACE = 'ungated'

const EMPTY = {
  'middleware-manifest.json': { version: 3, middleware: {}, sortedMiddleware: [], functions: {} },
  'functions-config-manifest.json': { version: 1, functions: {} },
} as const

function linkAll(from: string, to: string, except: readonly string[]): void {
  mkdirSync(to, { recursive: true })
  for (const name of readdirSync(from)) {
    if (!except.includes(name)) symlinkSync(path.join(from, name), path.join(to, name))
  }
}

/**
 * @param root the repository, built
 * @returns the folder to hand to `next start`
 */
export function layOutUngated(root: string): string {
  const build = path.join(root, '.next')
  const folder = path.join(build, PLACE)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  for (const name of ['next.config.ts', 'package.json']) {
    symlinkSync(path.join(root, name), path.join(folder, name))
  }
  linkAll(build, path.join(folder, '.next'), [PLACE, 'server', 'lock'])
  const server = path.join(folder, '.next/server')
  linkAll(path.join(build, 'server'), server, Object.keys(EMPTY))
  for (const [name, manifest] of Object.entries(EMPTY)) {
    writeFileSync(path.join(server, name), JSON.stringify(manifest))
  }
  return folder
}
