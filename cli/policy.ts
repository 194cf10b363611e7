/** `npm run policy`: writes the page of the policy out of the policy. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { policyPage } from '../lib/domain/policy/page.ts'
import { repository } from './child.ts'

writeFileSync(join(repository, 'docs', 'policy.md'), policyPage())
