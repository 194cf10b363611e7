/**
 * A process of its own that protects one table: the solver blocks whoever calls it, may run out of memory, and must be ended
 * when somebody changes their mind. Reads one request from standard input and writes one answer; knows no database, no secret
 * and no environment.
 */
import { readFileSync } from 'node:fs'
import { protect } from '../../domain/disclosure/protect.ts'
import { shapeOf } from '../../domain/disclosure/shape.ts'
import { highsHere } from './highs.ts'
import { askedSchema, type Answered } from './protector-talk.ts'

const { dimensions, inner, k, above } = askedSchema.parse(JSON.parse(readFileSync(0, 'utf8')))
const found = await protect(
  { shape: shapeOf(dimensions), inner: Int32Array.from(inner), k, above, earlier: [] },
  await highsHere(),
)
const answer: Answered = found.released
  ? {
      released: true,
      published: found.layer.published,
      statuses: found.layer.statuses,
      worlds: found.evidence.worlds.map((world) => world.map((counts) => [...counts])),
      certificates: found.evidence.proofs,
    }
  : { released: false }
process.stdout.write(JSON.stringify(answer))
