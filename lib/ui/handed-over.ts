/** A text on its way from one field of the page to another: kept in the memory of the tab, never in an address. */
const HANDED = 'causeway-handed-over'

/** Whoever does not come for it in time, because a page of the way asked for something else, does not get it. */
const WAITS_MS = 10_000

let waiting: string | null = null

/** Hands a text over to whoever listens, or soon will. */
export function handOver(text: string): void {
  waiting = text
  setTimeout(() => {
    waiting = null
  }, WAITS_MS)
  window.dispatchEvent(new Event(HANDED))
}

/** Gives each text that is handed over, once, also one that waits already. Returns how to stop. */
export function onHandedOver(take: (text: string) => void): () => void {
  function look(): void {
    if (waiting === null) return
    const text = waiting
    waiting = null
    take(text)
  }
  look()
  window.addEventListener(HANDED, look)
  return () => {
    window.removeEventListener(HANDED, look)
  }
}
