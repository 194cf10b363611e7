/** `npm run demo`: prepares the checkout, then cli/demo.ts takes over under Node 24. */
import { handOver } from './prepare.mjs'

await handOver('cli/demo.ts', process.argv.slice(2))
