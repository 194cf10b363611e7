/** What the process that protects is asked, and what it answers. */
import { z } from 'zod'

const count = z.number().int().nonnegative()

export const askedSchema = z.strictObject({
  dimensions: z.array(
    z.strictObject({
      name: z.string(),
      codes: z.array(z.string()),
      total: z.string(),
      parents: z.record(z.string(), z.string()).optional(),
    }),
  ),
  inner: z.array(count),
  k: z.number().int().min(5),
  above: z.number().int().min(5),
})

const demandSchema = z.strictObject({
  cell: count,
  from: count.nullable(),
  to: count,
  b: z.boolean(),
})

/** Nothing of it is believed: the checker decides. */
export const answeredSchema = z.discriminatedUnion('released', [
  z.strictObject({ released: z.literal(false) }),
  z.strictObject({
    released: z.literal(true),
    published: z.array(count.nullable()).readonly(),
    statuses: z.array(z.enum(['published', 'small', 'whole', 'between', 'complementary'])).readonly(),
    worlds: z.array(z.array(z.array(z.number())).readonly()).readonly(),
    certificates: z
      .array(
        z.strictObject({
          demand: demandSchema,
          attacker: z.enum(['a', 'b']),
          worlds: z.array(count).readonly(),
        }),
      )
      .readonly(),
  }),
])
export type Asked = z.infer<typeof askedSchema>
export type Answered = z.infer<typeof answeredSchema>
