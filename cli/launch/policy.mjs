/** `npm run policy`: writes the page of the policy; cli/policy.ts takes over under Node 24. */
import { handOver } from './prepare.mjs'

await handOver('cli/policy.ts', [], { quiet: true })
