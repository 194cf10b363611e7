/** When a start installs again, and when it leaves node_modules alone. */
import { describe, expect, it } from 'vitest'
import { staleReason, wantedPaths, type LockFile } from '../../../cli/launch/staleness.mjs'

const locked: LockFile = {
  packages: {
    '': {},
    'node_modules/one': { version: '1.0.0', integrity: 'sha512-one' },
    'node_modules/only-mac': { version: '1.0.0', optional: true, os: ['darwin'], cpu: ['arm64'] },
    'node_modules/only-musl': { version: '1.0.0', optional: true, os: ['linux'], libc: ['musl'] },
    'node_modules/not-windows': { version: '1.0.0', optional: true, os: ['!win32'] },
  },
}
const installed: LockFile = {
  packages: {
    'node_modules/one': { version: '1.0.0', integrity: 'sha512-one' },
    'node_modules/not-windows': { version: '1.0.0', optional: true, os: ['!win32'] },
  },
}

describe('whether dependencies must be installed', () => {
  it('leaves alone what matches the lock file, packages of other platforms apart', () => {
    expect(staleReason(locked, installed)).toBeNull()
  })

  it('installs when nothing is there, as after an interrupted installation', () => {
    expect(staleReason(locked, null)).toBe('nothing is installed yet')
  })

  it('installs when a package is missing', () => {
    expect(staleReason(locked, { packages: {} })).toBe('node_modules/one is missing')
  })

  it('installs when a package has another version or other bytes', () => {
    const other = { version: '1.0.0', integrity: 'sha512-other' }
    expect(staleReason(locked, { packages: { 'node_modules/one': other } })).toBe(
      'node_modules/one has changed',
    )
  })

  it('installs when a package is there that the lock file no longer names', () => {
    const more = { packages: { ...installed.packages, 'node_modules/left-over': { version: '1.0.0' } } }
    expect(staleReason(locked, more)).toBe('node_modules/left-over is no longer wanted')
  })

  it('counts only what belongs on this platform', () => {
    expect(wantedPaths(locked, 'linux', 'x64', 'glibc')).toEqual([
      'node_modules/one',
      'node_modules/not-windows',
    ])
    expect(wantedPaths(locked, 'win32', 'x64')).toEqual(['node_modules/one'])
    expect(wantedPaths(locked, 'darwin', 'arm64')).toEqual([
      'node_modules/one',
      'node_modules/only-mac',
      'node_modules/not-windows',
    ])
  })
})
