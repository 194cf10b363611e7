/** Tables of counts as JSON: what is asked for, and what was released. Whatever is wrong is told with its place. */
import { z } from 'zod'
import { codesOf, shapeOf, shapeProblem, type Dimension, type Shape } from '../../domain/disclosure/shape.ts'
import type { Bounds, Layer, Status } from '../../domain/disclosure/stack.ts'

/** A table that cannot be read; the message says where and why. */
export class TableError extends Error {
  override readonly name = 'TableError'
}

export type TableFile = {
  readonly dimensions: readonly Dimension[]
  readonly shape: Shape
  /** Counts of the inner cells in their order. */
  readonly inner: Int32Array
}

const MOST = 2_147_483_647

/** As it was read: a record of Zod's own would lose a code that is called `__proto__`. */
const parentsSchema = z.custom<Readonly<Record<string, string>>>(
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((parent) => typeof parent === 'string'),
  'must name the parent of each code',
)

const dimensionSchema = z.strictObject({
  name: z.string().min(1),
  codes: z.array(z.string()),
  total: z.string(),
  parents: parentsSchema.optional(),
  sensitive: z.boolean().optional(),
})
const askedSchema = z.strictObject({
  dimensions: z.array(dimensionSchema),
  cells: z.array(z.strictObject({ at: z.array(z.string()), count: z.number() })),
})
const interval = z.tuple([z.number(), z.number().nullable()])
const bound = z.number().int().positive().max(MOST)
const releasedSchema = z.strictObject({
  dimensions: z.array(dimensionSchema),
  cells: z.array(
    z.strictObject({
      at: z.array(z.string()),
      count: z.number().nullable(),
      status: z.enum(['published', 'primary', 'complementary']).optional(),
      // All of a total have one code of a sensitive dimension: primary, and perhaps no small count.
      whole: z.literal(true).optional(),
      grown: z.tuple([bound, bound]).optional(),
      intervals: z.strictObject({ a: interval, b: interval }).optional(),
    }),
  ),
})

/** Reads a table of inner cells; a missing one is 0. Throws TableError. */
export function readTable(text: string): TableFile {
  const { dimensions, cells } = parsed(askedSchema, text)
  const problem = shapeProblem(dimensions)
  if (problem !== null) throw new TableError(`${problem.at} ${problem.problem}`)
  const shape = shapeOf(dimensions)
  const inner = new Int32Array(shape.inner.length)
  const cellAt = cellsBy(shape)
  const seen = new Set<number>()
  let sum = 0
  for (const [index, { at, count }] of cells.entries()) {
    const place = `cells[${String(index)}]`
    const number = shape.innerAt[findCell(cellAt, shape, at, place)] ?? -1
    if (number < 0) throw new TableError(`${place}.at is a parent or a total: give inner cells alone`)
    if (seen.has(number)) throw new TableError(`${place}.at is there twice: ${at.join(', ')}`)
    if (!Number.isInteger(count) || count < 0) {
      throw new TableError(`${place}.count must be a whole number of people, 0 or more`)
    }
    sum += count
    if (sum > MOST) throw new TableError(`${place}.count is too much: ${String(MOST)} people in all at most`)
    seen.add(number)
    inner[number] = count
  }
  return { dimensions, shape, inner }
}

/** Reads an earlier release of the same dimensions. Throws TableError. */
export function readReleased(text: string, { dimensions, shape }: TableFile): Layer {
  const read = parsed(releasedSchema, text)
  if (keyOf(read.dimensions) !== keyOf(dimensions)) {
    throw new TableError('dimensions are not those of the table that is asked for')
  }
  const cellAt = cellsBy(shape)
  const published = Array.from<number | null | undefined>({ length: shape.cells })
  const statuses = Array.from<Status | undefined>({ length: shape.cells })
  const grown = new Map<number, Bounds>()
  for (const [index, { at, count, status, whole: isWhole, grown: between }] of read.cells.entries()) {
    const place = `cells[${String(index)}]`
    const cell = findCell(cellAt, shape, at, place)
    if (published[cell] !== undefined) throw new TableError(`${place}.at is there twice: ${at.join(', ')}`)
    if (count !== null && (!Number.isSafeInteger(count) || count < 0)) {
      throw new TableError(`${place}.count must be null or a whole number, 0 or more`)
    }
    if (status !== undefined && (status === 'published') !== (count !== null)) {
      throw new TableError(
        `${place}.status is ${status}, and the count is ${count === null ? 'hidden' : 'there'}`,
      )
    }
    if (between !== undefined) {
      const [lower, upper] = between
      if (count !== null || (status !== 'complementary' && status !== 'primary') || upper < lower) {
        throw new TableError(
          `${place}.grown must be the least and the most of a hidden count, with its status`,
        )
      }
      grown.set(cell, { lower, upper })
    }
    published[cell] = count
    if (isWhole === true && status !== 'primary') {
      throw new TableError(`${place}.whole is for primary cells alone`)
    }
    statuses[cell] = status !== 'primary' ? status : isWhole === true ? 'whole' : 'small'
  }
  const missing = published.indexOf(undefined)
  if (missing >= 0) throw new TableError(`cells lack ${codesOf(shape, missing).join(', ')}`)
  const whole = statuses.filter((status) => status !== undefined)
  return {
    published: published.filter((count) => count !== undefined),
    statuses: whole.length === shape.cells ? whole : null,
    grown,
  }
}

function parsed<T>(schema: z.ZodType<T>, text: string): T {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw new TableError('This is not JSON')
  }
  const result = schema.safeParse(json)
  if (result.success) return result.data
  const [issue] = result.error.issues
  const at = (issue?.path ?? []).map((part) =>
    typeof part === 'number' ? `[${String(part)}]` : `.${String(part)}`,
  )
  throw new TableError(`${at.join('').replace(/^\./, '') || 'The table'}: ${issue?.message ?? 'is none'}`)
}

function keyOf(dimensions: readonly Dimension[]): string {
  return JSON.stringify(
    dimensions.map(({ name, codes, total, parents = {}, sensitive = false }) => [
      name,
      codes,
      total,
      codes.map((code) => (Object.hasOwn(parents, code) ? parents[code] : total)),
      sensitive,
    ]),
  )
}

function cellsBy(shape: Shape): readonly ReadonlyMap<string, number>[] {
  return shape.axes.map(({ nodes, stride }) => new Map(nodes.map((code, node) => [code, node * stride])))
}

function findCell(
  cellAt: readonly ReadonlyMap<string, number>[],
  shape: Shape,
  at: readonly string[],
  place: string,
): number {
  if (at.length !== shape.axes.length) {
    throw new TableError(`${place}.at must name ${String(shape.axes.length)} codes, one a dimension`)
  }
  return at.reduce((cell, code, index) => {
    const offset = cellAt[index]?.get(code)
    if (offset === undefined) throw new TableError(`${place}.at[${String(index)}] is no code: ${code}`)
    return cell + offset
  }, 0)
}
