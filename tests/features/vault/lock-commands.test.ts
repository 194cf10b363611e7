/** The lock by the operator's shell: typed, never an argument; recorded where the house runs; no key in what is printed. */
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ensureKeyFile } from '../../../lib/server/vault/key-file.ts'
import { readKeyFile } from '../../../lib/server/vault/key-file-content.ts'
import { unlockFile } from '../../../lib/server/vault/key-lock.ts'
import { Opening } from '../../../lib/server/vault/opening.ts'
import { childEnvironment } from '../../../lib/server/env.ts'
import { look } from '../../support/database.ts'
import { spellingsOf } from '../../support/spellings.ts'
import { recordedFacts } from '../../support/staff.ts'

const MINA = 'lantern over the quiet harbour'
const SUJI = 'seven herons at the salt gate'
const OLEG = 'a kettle beneath the northern stair'

let folder: string
let file: string

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'causeway-lock-'))
  file = path.join(folder, 'key-file.json')
  ensureKeyFile(file, path.join(folder, 'keys', 'store.sqlite'))
})

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** Runs a command with what is typed, and gives its end and everything that it printed. */
async function keys(words: readonly string[], typed: readonly string[]) {
  const store = path.join(folder, 'keys', 'store.sqlite')
  const child = spawn(process.execPath, ['--conditions=react-server', 'cli/causeway.ts', 'keys', ...words], {
    cwd: path.resolve(import.meta.dirname, '../../..'),
    env: childEnvironment({
      CAUSEWAY_KEY_FILE: file,
      CAUSEWAY_KEY_STORE: store,
      CAUSEWAY_LOG_LEVEL: 'trace',
    }),
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
  child.stdin.end(typed.map((line) => `${line}\n`).join(''))
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { code, said }
}

async function lastFact(action: string) {
  return (await recordedFacts(action)).at(-1)
}

test.each([
  ['two different ones', ['hana', MINA, SUJI], 'The two are not the same.'],
  ['a short one', ['hana', 'short', 'short'], '15 to 256 characters'],
  ['a common one', ['hana', 'passwordpassword123', 'x'], 'among the first that are tried'],
  ['a name that is none', ['!', MINA, MINA], 'small letters and digits'],
])('a passphrase is not taken when it is %s', async (_, typed, words) => {
  const before = readFileSync(file)
  const { code, said } = await keys(['lock'], typed)
  expect([code, said]).toEqual([2, expect.stringContaining(words)])
  expect(readFileSync(file)).toEqual(before)
})

test('a house is locked, opened by one of two, rotated, and changes hands', async () => {
  const plain = readKeyFile(file)
  if (plain.kind !== 'plain') throw new Error('locked')
  const locked = await keys(['lock'], ['mina', MINA, MINA, 'suji', SUJI, SUJI, ''])
  expect(locked).toMatchObject({ code: 0 })
  const content = readKeyFile(file)
  if (content.kind !== 'locked') throw new Error('not locked')
  expect(await lastFact('keys.lock')).toMatchObject({
    ...{ by: 'operator', result: 'done' },
    detail: { step: 'done', holders: content.holders.map(({ id }) => id) },
  })
  const wrong = await keys(['rotate'], ['mina', SUJI])
  expect(wrong.code).toBe(1)
  expect(wrong.said).toContain('No key holder has this name and this passphrase.')
  const rotated = await keys(['rotate'], ['suji', SUJI])
  expect(rotated).toMatchObject({ code: 0 })
  const added = await keys(['add-holder', 'oleg'], ['suji', SUJI, OLEG, OLEG])
  expect(added).toMatchObject({ code: 0 })
  const removed = await keys(['remove-holder', 'mina'], ['oleg', OLEG])
  expect(removed).toMatchObject({ code: 0 })
  expect(await lastFact('keys.remove-holder')).toMatchObject({
    detail: { step: 'done', holders: [content.holders[0]?.id] },
  })
  const last = await keys(['remove-holder', 'suji'], ['oleg', OLEG])
  expect(last.code).toBe(1)
  expect(last.said).toContain('A lock needs two key holders or more.')
  expect(await lastFact('keys.remove-holder')).toMatchObject({ result: 'refused:too-few-holders' })
  const opening = new Opening()
  expect(await unlockFile(file, opening, 'oleg', OLEG)).not.toBeNull()

  // What was printed, recorded or left in the folder says no key and no passphrase.
  const runs = [locked, wrong, rotated, added, removed, last]
  const log = JSON.stringify(await look("select convert_from(payload, 'UTF8') as fact from audit_entry"))
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'latin1'))
  const everything = [...runs.map(({ said }) => said), log, ...files].join('\n')
  const secrets = [MINA, SUJI, OLEG].map((text) => Buffer.from(text))
  const lockKey = opening.lock?.secret
  if (lockKey === undefined) throw new Error('locked')
  for (const secret of [...secrets, lockKey, ...plain.keys.map((key) => key.secret)]) {
    for (const spelling of spellingsOf(secret)) expect(everything).not.toContain(spelling)
  }
})

test('a passphrase is no argument', async () => {
  const { code } = await keys(['add-holder', 'lena', MINA], [])
  expect(code).toBe(2)
})
