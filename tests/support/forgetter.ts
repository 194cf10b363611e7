/**
 * A program that decides a deletion, or finishes what was promised, as the server does: to be killed at a moment of the test's
 * choice. Says `done` when it came to its end.
 */
import { createHash, randomUUID } from 'node:crypto'
import type { PersonActor } from '../../lib/domain/policy/roles.ts'
import { decideApproval } from '../../lib/features/approvals/service.ts'
import { finishForgetting } from '../../lib/features/forgetting/service.ts'

const [approvalId = '', personId = ''] = process.argv.slice(2)

async function decide() {
  const actor: PersonActor = {
    ...{ kind: 'person', personId, roles: ['director'], teamId: null, onCall: false },
    provedAt: new Date(),
  }
  const input = { approvalId, decision: 'approved' as const, comment: '', acknowledged: [] }
  const hash = new Uint8Array(createHash('sha256').update(JSON.stringify(input)).digest())
  return decideApproval(actor, input, { key: randomUUID(), version: null, hash })
}

const outcome = approvalId === '' ? await finishForgetting() : await decide()
process.stdout.write(`done ${JSON.stringify(outcome)}\n`)
process.exit()
