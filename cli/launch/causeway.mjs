/** `npm run -s causeway -- …`: the operator's command line; cli/causeway.ts takes over under Node 24. */
import { handOver } from './prepare.mjs'

await handOver('cli/causeway.ts', process.argv.slice(2), { quiet: true })
