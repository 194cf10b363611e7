/** How long pages take, as somebody waits for them; in milliseconds. */

/** Asks for a page and waits for its last byte. Throws unless it is the page: a redirect to the sign-in would be quick. */
export async function timeOfPage(url: string, cookie: string): Promise<number> {
  const startedAt = performance.now()
  const response = await fetch(url, { headers: { cookie }, redirect: 'manual' })
  const body = await response.text()
  const took = performance.now() - startedAt
  if (response.status !== 200 || body.length < 1000)
    throw new Error(`${url} answered ${String(response.status)}`)
  return took
}

/** The nearest-rank percentile, to a tenth. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  return toTenth(sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN)
}

export function toTenth(value: number): number {
  return Math.round(value * 10) / 10
}
