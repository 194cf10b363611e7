/** Tries of a passphrase: one at a time, a pause after each, and nobody locked out for good. */
import { expect, test } from 'vitest'
import { turnstile } from '../../../lib/server/vault/turnstile.ts'

/** Pauses that end when the test says so. */
function pauses() {
  const open: (() => void)[] = []
  return { rest: () => new Promise<void>((resolve) => open.push(resolve)), end: () => open.shift()?.(), open }
}

/** Until everything that could go on has gone on. */
async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve))
}

test('the next try begins when the one before is over and its pause too, right or wrong', async () => {
  const { rest, end, open } = pauses()
  const gate = turnstile(rest)
  const begun: string[] = []
  const first = gate.pass(() => {
    begun.push('first')
    return Promise.reject(new Error('broke'))
  })
  const second = gate.pass(() => {
    begun.push('second')
    return Promise.resolve('in')
  })
  await expect(first).rejects.toThrow('broke')
  await settled()
  expect([begun, open.length]).toEqual([['first'], 1])
  end()
  expect(await second).toBe('in')
  expect(begun).toEqual(['first', 'second'])
})

test('three may wait, the fourth is sent away without a try and may come again', async () => {
  const { rest, end } = pauses()
  const gate = turnstile(rest)
  const tries: number[] = []
  const come = (at: number) =>
    gate.pass(() => {
      tries.push(at)
      return Promise.resolve(at)
    })
  const all = [come(1), come(2), come(3), come(4)]
  expect(await all[3]).toBeNull()
  expect(await all[0]).toBe(1)
  const again = come(5)
  for (const expected of [
    [1, 2],
    [1, 2, 3],
    [1, 2, 3, 5],
  ]) {
    end()
    await settled()
    expect(tries).toEqual(expected)
  }
  expect(await again).toBe(5)
})
