/** What gets somebody caught leaves the screen by itself: after a minute, or as soon as somebody turns to another window. */
import { useEffect } from 'react'

const SHOWN_MS = 60_000

/** Calls `hide` in time, as long as something is shown. `hide` must be the same function at each drawing. */
export function useGoesByItself(shown: boolean, hide: () => void): void {
  useEffect(() => {
    if (!shown) return undefined
    const timer = setTimeout(hide, SHOWN_MS)
    window.addEventListener('blur', hide)
    document.addEventListener('visibilitychange', hide)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('blur', hide)
      document.removeEventListener('visibilitychange', hide)
    }
  }, [shown, hide])
}
