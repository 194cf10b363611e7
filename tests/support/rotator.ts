/** A program that wraps the keys of a vault anew, again and again, as the operator's command does; tells how long each took. */
import { keyFile } from '../../lib/server/vault/key-file.ts'
import { keyring } from '../../lib/server/vault/keyring.ts'
import { openKeyStore } from '../../lib/server/vault/key-store-place.ts'

const [keyStore = '', file = '', times = '1', keysUrl = null] = process.argv.slice(2)
const ring = keyring(openKeyStore({ keyStore, keysUrl }), keyFile(file))
const took: number[] = []
for (let left = Number(times); left > 0; left--) {
  const begun = performance.now()
  await ring.rotate()
  took.push(Math.round(performance.now() - begun))
}
await ring.close()
process.stdout.write(`${JSON.stringify(took)}\n`)
