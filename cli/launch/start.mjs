/** `npm start`: prepares the checkout, then cli/start.ts takes over under Node 24. */
import { handOver } from './prepare.mjs'

await handOver('cli/start.ts', process.argv.slice(2))
