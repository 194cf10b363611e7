/** The attackers' linear programs: whatever agrees with all that was published, and with what they know besides. */
import type { Program, Row } from './program.ts'
import { innerBelow, type Shape } from './shape.ts'
import { boundsOf, looseBoundsOf, type Layer, type Protection, type Quantity, type World } from './stack.ts'

/** All releases as an attacker sees them, the newest last, and a truth that agrees with them. */
export type Scene = {
  readonly shape: Shape
  readonly layers: readonly Layer[]
  readonly world: World
  readonly protection: Protection
}

type Terms = { readonly at: readonly number[]; readonly by: readonly number[]; readonly constant: number }

/** One attacker's view. Variables are the hidden inner cells of all releases. */
export type View = {
  readonly rows: readonly Row[]
  readonly lower: readonly number[]
  readonly upper: readonly number[]
  terms(quantity: Quantity): Terms
  /** The possible truth that values of the variables stand for, rounded. */
  world(values: readonly number[]): World
}

/** How far above the truth a count is thought of where nothing published bounds it, in thresholds. */
const FAR = 10

type BoundsOf = typeof boundsOf

/** What an attacker may choose from, when possible truths are looked for: none is farther off than need be. */
export function viewOf(scene: Scene, attacker: 'a' | 'b'): View {
  return viewWith(scene, attacker, boundsOf, FAR * scene.protection.k)
}

/** What an attacker may choose from who does not use that zeros are always published. */
export function looseViewOf(scene: Scene, attacker: 'a' | 'b'): View {
  return viewWith(scene, attacker, looseBoundsOf, Infinity)
}

function viewWith(
  { shape, layers, world, protection }: Scene,
  attacker: 'a' | 'b',
  boundsFor: BoundsOf,
  far: number,
): View {
  const variables: { readonly at: number; readonly inner: number }[] = []
  const lower: number[] = []
  const upper: number[] = []
  const variableAt = layers.map((layer, at) => {
    const numbers = new Int32Array(shape.inner.length).fill(-1)
    for (const [inner, cell] of shape.inner.entries()) {
      if (layer.published[cell] !== null) continue
      const bounds = boundsFor(attacker, layer, cell, protection)
      numbers[inner] = variables.length
      variables.push({ at, inner })
      lower.push(bounds.lower)
      upper.push(Math.min(bounds.upper, (world[at]?.[inner] ?? 0) + far))
    }
    return numbers
  })

  const sum = (at: number, cell: number, sign: number): Terms => {
    const below = innerBelow(shape, cell)
    const hidden = below.map((inner) => variableAt[at]?.[inner] ?? -1).filter((variable) => variable >= 0)
    const constant = below.reduce(
      (total, inner) => ((variableAt[at]?.[inner] ?? -1) >= 0 ? total : total + (world[at]?.[inner] ?? 0)),
      0,
    )
    return { at: hidden, by: hidden.map(() => sign), constant: sign * constant }
  }
  const terms = ({ cell, from, to }: Quantity): Terms => {
    const [grown, before] = [sum(to, cell, 1), from === null ? NONE : sum(from, cell, -1)]
    return {
      at: [...grown.at, ...before.at],
      by: [...grown.by, ...before.by],
      constant: grown.constant + before.constant,
    }
  }

  const rows = new Map<string, Row>()
  const add = ({ at, by, constant }: Terms, low: number, high: number): void => {
    if (at.length === 0) return
    const key = `${at.join()}:${by.join()}`
    const old = rows.get(key)
    rows.set(key, {
      at,
      by,
      lower: Math.max(low - constant, old?.lower ?? -Infinity),
      upper: Math.min(high - constant, old?.upper ?? Infinity),
    })
  }
  for (const [at, layer] of layers.entries()) {
    for (let cell = 0; cell < shape.cells; cell++) {
      if ((shape.innerAt[cell] ?? -1) >= 0) continue
      const count = layer.published[cell] ?? null
      const bounds =
        count === null ? boundsFor(attacker, layer, cell, protection) : { lower: count, upper: count }
      add(sum(at, cell, 1), bounds.lower, bounds.upper)
    }
    if (at === 0) continue
    for (const cell of shape.inner) add(terms({ cell, from: at - 1, to: at }), 0, Infinity)
  }
  return {
    rows: [...rows.values()],
    lower,
    upper,
    terms,
    world(values) {
      const made = world.map((inner) => Int32Array.from(inner))
      for (const [variable, { at, inner }] of variables.entries()) {
        const layer = made[at]
        if (layer !== undefined) layer[inner] = Math.round(values[variable] ?? 0)
      }
      return made
    },
  }
}

const NONE: Terms = { at: [], by: [], constant: 0 }

/**
 * The program of an attacker who wants weighted quantities as high as they can be, of whole numbers or, for bounds, of any.
 * `fixed`: quantities that are held at a value.
 */
export function highest(
  view: View,
  wanted: readonly { readonly quantity: Quantity; readonly weight: number }[],
  fixed: readonly { readonly quantity: Quantity; readonly value: number }[] = [],
  whole = true,
): Program {
  const costs = view.lower.map(() => 0)
  for (const { quantity, weight } of wanted) {
    const { at, by } = view.terms(quantity)
    for (const [index, variable] of at.entries()) {
      costs[variable] = (costs[variable] ?? 0) - weight * (by[index] ?? 0)
    }
  }
  const held = fixed.map(({ quantity, value }) => {
    const { at, by, constant } = view.terms(quantity)
    return { at, by, lower: value - constant, upper: value - constant }
  })
  return {
    costs,
    lower: view.lower,
    upper: view.upper,
    whole: view.lower.map(() => whole),
    rows: [...view.rows, ...held],
  }
}
