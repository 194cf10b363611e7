'use client'

/**
 * Clears a tab that nobody has touched for as long as a session may idle: what it shows is hidden at once, and the page
 * is replaced, so that nothing of it stays in memory. A laptop that slept through the time clears itself when it wakes.
 * The session itself ends on the server; another tab, in which somebody works, keeps it.
 */
import { useEffect } from 'react'
import { awayPath } from '../../domain/return-path.ts'

const LOOK_EVERY_MS = 5_000
const SIGNS_OF_LIFE = ['pointerdown', 'pointermove', 'keydown', 'scroll'] as const

export function IdleGuard({ minutes }: { minutes: number }) {
  useEffect(() => {
    let lastSign = Date.now()
    let leaving = false

    function isOver(): boolean {
      return Date.now() - lastSign >= minutes * 60_000
    }
    function sign(): void {
      // The touch that wakes a laptop comes too late to save the page.
      if (!isOver()) lastSign = Date.now()
    }
    function look(): void {
      if (leaving || !isOver()) return
      leaving = true
      document.body.hidden = true
      // A form asks whether to leave; nobody is there to answer, and "stay" would leave the page dark for ever.
      window.addEventListener('beforeunload', (event) => event.stopImmediatePropagation(), { capture: true })
      window.location.replace(awayPath(window.location.pathname + window.location.search))
    }

    const timer = setInterval(look, LOOK_EVERY_MS)
    for (const name of SIGNS_OF_LIFE) window.addEventListener(name, sign, { passive: true })
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      for (const name of SIGNS_OF_LIFE) window.removeEventListener(name, sign)
      document.removeEventListener('visibilitychange', look)
    }
  }, [minutes])
  return null
}
