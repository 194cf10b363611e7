import { expect, test } from 'vitest'
import { databaseAnswers } from '../../lib/server/db.ts'
test('x', async () => {
  expect(await databaseAnswers()).toBe(true)
})
