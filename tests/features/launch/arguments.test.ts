/** What may stand behind `npm run demo --`, and who reads the secrets of a data folder. */
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readArguments } from '../../../cli/arguments.ts'
import { ensureSecrets } from '../../../cli/secrets.ts'

describe('the arguments of a start', () => {
  it('may all be absent', () => {
    expect(readArguments([], 'npm run demo')).toEqual({ port: null, dataFolder: null })
  })

  it('name a port and a folder', () => {
    expect(readArguments(['--port', '3001', '--data', '/srv/house'], 'npm start')).toEqual({
      port: 3001,
      dataFolder: '/srv/house',
    })
  })

  it.each([
    ['--port', '0'],
    ['--port', '65536'],
    ['--port', 'http'],
    ['--data', ''],
    ['--quick', 'yes'],
  ])('stop the start when they are wrong: %s %s', (name, value) => {
    expect(() => readArguments([name, value], 'npm start')).toThrow(
      'Usage: npm start [-- --port N --data DIR]',
    )
  })
})

describe('the secrets of a data folder', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'causeway-secrets-'))
  })
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true })
  })

  const fileMode = () => statSync(join(folder, 'secrets.json')).mode & 0o777

  it('are made once, differ from each other and only their owner reads them', () => {
    const made = ensureSecrets(folder)
    expect(new Set(Object.values(made)).size).toBe(6)
    expect(fileMode()).toBe(0o600)
    expect(ensureSecrets(folder)).toEqual(made)
  })

  it('are closed again when somebody opened the file to others', () => {
    ensureSecrets(folder)
    chmodSync(join(folder, 'secrets.json'), 0o644)
    ensureSecrets(folder)
    expect(fileMode()).toBe(0o600)
  })

  it('are never made anew beside a database that the old ones opened', () => {
    writeFileSync(join(folder, 'database.json'), '{}')
    expect(() => ensureSecrets(folder)).toThrow('secrets.json is missing. Restore it from a backup')
  })

  it('stop the start when the file is damaged, and stay as they are', () => {
    writeFileSync(join(folder, 'secrets.json'), '{"app":"hush"}')
    expect(() => ensureSecrets(folder)).toThrow('secrets.json is damaged. Restore it from a backup')
    expect(readFileSync(join(folder, 'secrets.json'), 'utf8')).toBe('{"app":"hush"}')
  })
})
