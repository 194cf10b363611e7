/** The lint keeps the walls of the house, and this test keeps the lint: every planted import must be an error. */
import { ESLint, type Linter } from 'eslint'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import tseslint from 'typescript-eslint'
import { PLANTED } from './planted.ts'

const root = path.resolve(import.meta.dirname, '../..')
let eslint: ESLint

beforeAll(() => {
  // Rules that ask the type checker are left out: the planted files are not part of the program.
  eslint = new ESLint({
    cwd: root,
    overrideConfig: [{ files: ['**/*.ts', '**/*.tsx'], ...tseslint.configs.disableTypeChecked }],
  })
})

async function complaints(file: string, code: string): Promise<readonly Linter.LintMessage[]> {
  const [result] = await eslint.lintText(code, { filePath: path.join(root, file) })
  return result?.messages ?? []
}

describe.each(PLANTED)('$promise', ({ file, illegal, rule, twin }) => {
  test('the illegal one is an error', async () => {
    const found = await complaints(file, illegal)
    expect(found.filter((message) => message.severity === 2).map((message) => message.ruleId)).toContain(rule)
  })

  test('its twin passes', async () => {
    expect(await complaints(twin.file ?? file, twin.legal)).toEqual([])
  })
})

test('at least thirty imports are planted', () => {
  expect(PLANTED.filter(({ rule }) => rule === 'boundaries/dependencies').length).toBeGreaterThanOrEqual(30)
})
