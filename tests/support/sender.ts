/**
 * A program that sends one document through the service, says how it went in one line of JSON, and ends. Told to stall, it
 * stops in the middle of the file and waits until somebody kills it.
 *
 *     node --conditions=react-server tests/support/sender.ts '{"actor":…,"caseId":…,"id":…,"bytes":…,"stall":false}'
 */
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { ROLES } from '../../lib/domain/policy/roles.ts'
import { addDocument } from '../../lib/features/documents/service.ts'
import { hashOf } from '../../lib/server/act/submission.ts'
import { closeDb } from '../../lib/server/db.ts'
import { closeVault } from '../../lib/server/vault/vault.ts'
import { pdf } from './pictures.ts'

const order = z.object({
  actor: z.object({
    kind: z.literal('person'),
    personId: z.string(),
    roles: z.array(z.enum(ROLES)),
    teamId: z.string().nullable(),
    onCall: z.boolean(),
    provedAt: z.coerce.date(),
  }),
  caseId: z.string(),
  id: z.string(),
  bytes: z.number(),
  stall: z.boolean(),
})
export type Order = z.input<typeof order>

const { actor, caseId, id, bytes, stall } = order.parse(JSON.parse(process.argv[2] ?? ''))
const sent = pdf(bytes)

async function* file(): AsyncGenerator<Buffer> {
  yield sent.subarray(0, bytes / 2)
  // Something must keep the process alive while it waits.
  if (stall) await new Promise(() => setInterval(() => undefined, 1_000))
  yield sent.subarray(bytes / 2)
}

const input = { caseId, id, file: bytes, kind: 'other', name: 'paper.pdf', note: '' } as const
const form = { key: randomUUID(), version: null, hash: hashOf(input) }
process.stdout.write(`${JSON.stringify(await addDocument(actor, input, form, file()))}\n`)
await closeDb()
await closeVault()
