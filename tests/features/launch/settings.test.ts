/** A missing or malformed setting names itself, and its value stays out of the message. */
import { describe, expect, it } from 'vitest'
import { s3Place } from '../../../lib/server/documents/s3-place.ts'
import { operatorSettings, readSettings } from '../../../lib/server/env.ts'

const good = {
  DATABASE_URL: 'postgresql://causeway_app:hush@127.0.0.1:5432/causeway',
  DATABASE_JOBS_URL: 'postgresql://causeway_jobs:hush@127.0.0.1:5432/causeway',
  NEXTAUTH_SECRET: 's'.repeat(32),
  NEXTAUTH_URL: 'http://127.0.0.1:3000',
  CAUSEWAY_SECRET: 'A'.repeat(43),
  CAUSEWAY_KEY_STORE: '/srv/keys/store.sqlite',
  CAUSEWAY_KEY_FILE: '/srv/key-file.json',
  CAUSEWAY_DOCUMENTS: '/srv/documents',
}

const KEYS_URL =
  'must look like postgresql://USER:PASSWORD@HOST:PORT/DATABASE?sslmode=verify-full; sslmode may be left out on this machine'

function complaint(changes: Record<string, string>): string {
  try {
    readSettings({ ...good, ...changes })
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  return 'nothing'
}

describe('the settings of the server', () => {
  it('are complete with eight values; the rest has defaults', () => {
    expect(readSettings(good)).toMatchObject({
      DATABASE_POOL_SIZE: 10,
      CAUSEWAY_DEMO: false,
      CAUSEWAY_LOG_LEVEL: 'info',
      PORT: 3000,
    })
  })

  it('names every missing setting at once', () => {
    expect(() => readSettings({})).toThrow(
      'DATABASE_URL is missing\nDATABASE_JOBS_URL is missing\nNEXTAUTH_SECRET is missing\nNEXTAUTH_URL is missing\nCAUSEWAY_SECRET is missing\nCAUSEWAY_KEY_STORE is missing\nCAUSEWAY_KEY_FILE is missing\nCAUSEWAY_DOCUMENTS is missing',
    )
  })

  it('takes an empty setting for a missing one', () => {
    expect(complaint({ NEXTAUTH_SECRET: '' })).toBe('NEXTAUTH_SECRET is missing')
  })

  it.each([
    ['DATABASE_URL', 'mysql://hush@host/db', 'must look like postgresql://USER:PASSWORD@HOST:PORT/DATABASE'],
    [
      'DATABASE_URL',
      'postgresql://hush:word@host',
      'must look like postgresql://USER:PASSWORD@HOST:PORT/DATABASE',
    ],
    ['DATABASE_POOL_SIZE', '0', 'must be a number from 1 to 99'],
    ['NEXTAUTH_SECRET', 'hush', 'must have at least 32 characters'],
    [
      'NEXTAUTH_URL',
      'http://hush/path',
      'must be an address without a path, such as https://causeway.example.org',
    ],
    ['CAUSEWAY_SECRET', 'hush', 'must be 32 random bytes as base64url'],
    [
      'CAUSEWAY_S3_URL',
      'http://hush.example',
      'must be an https address without a path, or one on this machine',
    ],
    ['CAUSEWAY_S3_BUCKET', 'Hush!', 'must be the name of a bucket'],
    ['CAUSEWAY_DEMO', 'hush', 'must be 1 or absent'],
    ['KEYS_DATABASE_URL', 'postgresql://keys:hush@keys.example/keys', KEYS_URL],
    ['KEYS_DATABASE_URL', 'postgresql://keys:hush@keys.example/keys?sslmode=require', KEYS_URL],
    ['KEYS_DATABASE_URL', 'postgresql://keys:hush@127.0.0.1/keys?host=keys.example', KEYS_URL],
    ['KEYS_DATABASE_URL', 'postgresql://keys:hush@localhost/keys?options=-c%20hush', KEYS_URL],
    [
      'KEYS_DATABASE_URL',
      'postgresql://keys:hush@keys.example/keys?sslmode=verify-full&sslmode=disable',
      KEYS_URL,
    ],
    ['CAUSEWAY_LOG_LEVEL', 'hush', 'must be one of fatal, error, warn, info, debug, trace, silent'],
    ['PORT', '65536', 'must be a port from 1 to 65535'],
  ])('says what is wrong with %s without saying its value', (name, value, problem) => {
    expect(complaint({ [name]: value })).toBe(`${name} ${problem}`)
  })

  it.each([
    'postgresql://keys:hush@keys.example:5432/keys?sslmode=verify-full&sslrootcert=/etc/keys.pem',
    'postgresql://keys:hush@127.0.0.1:5433/keys',
    'postgresql://keys:hush@[::1]:5433/keys',
  ])('takes a key server that nobody can listen to: %s', (url) => {
    expect(readSettings({ ...good, KEYS_DATABASE_URL: url }).KEYS_DATABASE_URL).toBe(url)
  })

  it('refuses to know the login that may migrate', () => {
    expect(complaint({ DATABASE_MIGRATE_URL: 'postgresql://causeway_migrator:hush@host/causeway' })).toBe(
      'DATABASE_MIGRATE_URL must not be known to the server: only `npm run -s causeway -- migrate` takes it',
    )
  })
})

describe('the settings of the operator', () => {
  it('may all be absent', () => {
    expect(operatorSettings({})).toMatchObject({ CAUSEWAY_LOG_LEVEL: 'info', PORT: 3000 })
  })

  it('are named like those of the server when they are malformed', () => {
    expect(() => operatorSettings({ DATABASE_MIGRATE_URL: 'hush' })).toThrow(
      'DATABASE_MIGRATE_URL must look like postgresql://USER:PASSWORD@HOST:PORT/DATABASE',
    )
  })
})

describe('a store of documents that speaks S3', () => {
  const whole = {
    CAUSEWAY_S3_URL: 'https://s3.example.org',
    CAUSEWAY_S3_BUCKET: 'causeway',
    CAUSEWAY_S3_KEY_ID: 'KEY',
    CAUSEWAY_S3_SECRET_FILE: '/srv/secret',
  }

  it('is none when nothing says where it is, and whole when everything does', () => {
    expect(s3Place(readSettings(good))).toBeNull()
    expect(s3Place(readSettings({ ...good, ...whole }))).toEqual({
      ...{ url: 'https://s3.example.org', bucket: 'causeway', region: 'us-east-1' },
      ...{ keyId: 'KEY', secretFile: '/srv/secret' },
    })
  })

  it('names what is missing of it', () => {
    expect(() => s3Place(readSettings({ ...good, ...whole, CAUSEWAY_S3_KEY_ID: '' }))).toThrow(
      'CAUSEWAY_S3_KEY_ID is missing',
    )
  })
})
