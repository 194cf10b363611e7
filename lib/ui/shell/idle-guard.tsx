'use client'

/**
 * Clears a tab that nobody has touched for as long as a session may idle: what it shows goes before anything else, then
 * the session ends. A laptop that slept through the time clears itself when it wakes.
 */
import { useEffect } from 'react'
import { signInPath } from '../../domain/return-path.ts'
import { sessionEnds } from './session-ends.ts'

const LOOK_EVERY_MS = 5_000
const SIGNS_OF_LIFE = ['pointerdown', 'pointermove', 'keydown', 'scroll'] as const

export function IdleGuard({ minutes }: { minutes: number }) {
  useEffect(() => {
    let lastSign = Date.now()
    let leaving = false

    function sign(): void {
      // The touch that wakes a laptop comes too late to save the page.
      if (!isOver()) lastSign = Date.now()
    }
    function isOver(): boolean {
      return Date.now() - lastSign >= minutes * 60_000
    }
    function look(): void {
      if (leaving || !isOver()) return
      leaving = true
      document.body.hidden = true
      void sessionEnds().then((ended) => {
        // While the session lives, the door would lead straight back to the page: it stays dark, and tries again.
        if (ended) window.location.replace(signInPath(window.location.pathname + window.location.search))
        else leaving = false
      })
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
