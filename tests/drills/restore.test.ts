import { expect, it } from 'vitest'
import { LEFT_OUT } from '../../lib/server/postgres/backup/tables.ts'
import { openHouse } from '../support/house.ts'
import { backUpAndRestore } from '../support/restore-drill.ts'

it('a house with 1,000 cases is backed up and restored into a cluster of its own, table by table the same', async () => {
  const house = await openHouse({ cases: 1_000 })
  try {
    const { CAUSEWAY_KEY_STORE: keyStore = '', CAUSEWAY_KEY_FILE: keyFile = '' } = house.settings
    const { migratorUrl, superuserUrl } = house
    const { different, ...rest } = await backUpAndRestore({ migratorUrl, superuserUrl, keyStore, keyFile })
    process.stdout.write(`${JSON.stringify(rest)}\n`)
    expect(different.filter((table) => !(table in LEFT_OUT))).toEqual([])
    expect(rest.rows).toBeGreaterThan(10_000)
  } finally {
    await house.close()
  }
})
