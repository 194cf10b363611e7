/**
 * Chance that repeats itself: the same seed gives the same caseload on every machine.
 *
 * xoshiro128** 1.1 by David Blackman and Sebastiano Vigna (public domain, https://prng.di.unimi.it/xoshiro128starstar.c),
 * its state filled by splitmix32 as its authors advise. Not for secrets.
 */
export type Random = {
  /** 32 random bits. */
  bits(): number
  /** Uniform in [0, 1). */
  unit(): number
  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number
  /** True with probability `share`. */
  chance(share: number): boolean
  pick<T>(list: readonly T[]): T
  /** A key of the table, in proportion to its weight. */
  weighed<K extends string>(weights: Readonly<Partial<Record<K, number>>>): K
  /** Log-normal: half of the values lie under `median`, and `spread` says how heavy the tail is. */
  heavyTailed(median: number, spread: number): number
  /** An id in the shape of a version 4 UUID (RFC 9562 §5.4). */
  uuid(): string
  bytes(length: number): Uint8Array
  /** An independent source of the same seed. */
  fork(label: string): Random
}

/** Four hexadecimal digits of each 16 bits: ids are the most frequent thing that is drawn. */
const HEX = Array.from({ length: 0x1_0000 }, (_, bits) => bits.toString(16).padStart(4, '0'))

function hex(bits: number): string {
  return `${HEX[bits >>> 16] ?? ''}${HEX[bits & 0xffff] ?? ''}`
}

/** A source of chance. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x9e3779b9) >>> 0
    let z = state
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b)
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35)
    return (z ^ (z >>> 16)) >>> 0
  }
  let [a, b, c, d] = [next(), next(), next(), next()]
  const rotate = (x: number, by: number) => ((x << by) | (x >>> (32 - by))) >>> 0

  function bits(): number {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0
    const shifted = (b << 9) >>> 0
    c = (c ^ a) >>> 0
    d = (d ^ b) >>> 0
    b = (b ^ c) >>> 0
    a = (a ^ d) >>> 0
    c = (c ^ shifted) >>> 0
    d = rotate(d, 11)
    return result
  }

  function unit(): number {
    return bits() / 0x1_0000_0000
  }

  function whole(low: number, high: number): number {
    return low + Math.floor(unit() * (high - low + 1))
  }

  function pick<T>(list: readonly T[]): T {
    const chosen = list[Math.floor(unit() * list.length)]
    if (chosen === undefined) throw new Error('nothing to pick from')
    return chosen
  }

  function weighed<K extends string>(weights: Readonly<Partial<Record<K, number>>>): K {
    let total = 0
    for (const key in weights) total += weights[key] ?? 0
    let left = unit() * total
    let last: K | undefined
    for (const key in weights) {
      last = key
      left -= weights[key] ?? 0
      if (left < 0) break
    }
    if (last === undefined) throw new Error('nothing to pick from')
    return last
  }

  /** Box and Muller, 1958. */
  function heavyTailed(median: number, spread: number): number {
    const normal = Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit())
    return median * Math.exp(spread * normal)
  }

  function uuid(): string {
    const [one, two, three, four] = [bits(), bits(), bits(), bits()]
    const version = HEX[0x4000 | (two & 0x0fff)] ?? ''
    const variant = HEX[0x8000 | (three >>> 18)] ?? ''
    return `${hex(one)}-${HEX[two >>> 16] ?? ''}-${version}-${variant}-${HEX[three & 0xffff] ?? ''}${hex(four)}`
  }

  return {
    bits,
    unit,
    whole,
    chance: (share) => unit() < share,
    pick,
    weighed,
    heavyTailed,
    uuid,
    bytes: (length) => Uint8Array.from({ length }, () => bits() >>> 24),
    fork: (label) => randomFrom(hash(label, seed)),
  }
}

/** FNV-1a over the label, started from the seed (http://www.isthe.com/chongo/tech/comp/fnv/). */
function hash(label: string, seed: number): number {
  let h = (0x811c9dc5 ^ seed) >>> 0
  for (const letter of label) h = Math.imul(h ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0
  return h
}
