/** `npm run generate`: installs what is missing and makes the Prisma client. */
import { prepare } from './prepare.mjs'
import { reportEnd } from './progress.mjs'

await prepare().catch(reportEnd)
