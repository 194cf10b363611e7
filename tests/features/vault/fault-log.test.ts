/** The log says which text does not open, and never what stands there. */
import { randomUUID } from 'node:crypto'
import { expect, it, vi } from 'vitest'
import { log, logBug } from '../../../lib/server/log.ts'
import { caseOwner } from '../../../lib/server/vault/owners.ts'
import { openRecords, sealRecords } from '../../../lib/server/vault/sealed-records.ts'
import { ownVault } from '../../support/vaults.ts'

it('names fault, table, column and row of a text that does not open, and nothing of other errors’ words', async () => {
  const { ring } = ownVault()
  const line = vi.spyOn(log(), 'error').mockImplementation(() => undefined)
  const row = { table: 'note', owner: caseOwner(randomUUID()), row: randomUUID() } as const
  const [sealed] = await sealRecords(ring, [{ ...row, record: { body: 'the road by the river' } }])
  const elsewhere = { ...row, row: randomUUID(), record: { body: sealed?.body ?? '' } }
  const error: unknown = await openRecords(ring, [elsewhere]).catch((thrown: unknown) => thrown)
  logBug('action', error)
  logBug(
    'action',
    Object.assign(new Error('the road by the river'), { place: 'the road', fault: 'the river' }),
  )
  const [told, other] = line.mock.calls.map(([said]) => said)
  line.mockRestore()
  expect(told).toMatchObject({
    ...{ name: 'VaultError', fault: 'damaged' },
    place: { table: 'note', column: 'body', row: elsewhere.row },
  })
  expect(Object.keys(other ?? {})).not.toContain('place')
  expect(JSON.stringify([told, other])).not.toMatch(/river|road/)
})
