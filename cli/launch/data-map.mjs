/** `npm run data-map`: writes the page of what the house keeps; cli/data-map.ts takes over under Node 24. */
import { handOver } from './prepare.mjs'

await handOver('cli/data-map.ts', [], { quiet: true })
