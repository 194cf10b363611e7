/** Which browser the tests drive, and how it is started. */
import { existsSync } from 'node:fs'

/** Where Debian and its kin put Chromium. */
const SYSTEM_BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser']

/** Started so, a browser asks no other host for anything of its own accord. */
const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--no-default-browser-check',
]

export function browserLaunch(): { executablePath?: string; args: string[] } {
  const executablePath = SYSTEM_BROWSERS.find((path) => existsSync(path))
  // Chromium's sandbox needs a user other than root.
  const args = process.getuid?.() === 0 ? ['--no-sandbox', ...QUIET] : QUIET
  return executablePath === undefined ? { args } : { executablePath, args }
}
