/** The shapes of staleness.mjs, for the TypeScript that runs after the dependencies are there. */
export type LockFile = {
  readonly packages: Readonly<
    Record<
      string,
      {
        readonly version?: string
        readonly integrity?: string
        readonly optional?: boolean
        readonly peer?: boolean
        readonly link?: boolean
        readonly os?: readonly string[]
        readonly cpu?: readonly string[]
        readonly libc?: readonly string[]
      }
    >
  >
}
export function staleReason(locked: LockFile, installed: LockFile | null): string | null
export function wantedPaths(locked: LockFile, platform: string, architecture: string, libc?: string): string[]
export function fingerprint(root: string, paths: readonly string[], salt?: string): string
