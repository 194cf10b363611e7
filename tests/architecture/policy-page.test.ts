import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { policyPage } from '../../lib/domain/policy/page.ts'

test('docs/policy.md is the page of the policy as it stands; npm run policy writes it anew', () => {
  const page = path.resolve(import.meta.dirname, '../../docs/policy.md')
  expect(readFileSync(page, 'utf8')).toBe(policyPage())
})
