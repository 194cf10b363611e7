'use client'

/**
 * Looks again when the server says that something changed: not while somebody types, not in a tab that nobody sees, and
 * not for somebody who has left, because looking again would keep their session alive.
 */
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

const PAUSE_MS = 1_500
/** Each look keeps the session alive for its idle minutes: so much longer than promised it may live at most. */
const AWAY_MS = 60_000
const TRY_AGAIN_MS = 60_000
const SIGNS_OF_LIFE = ['pointerdown', 'pointermove', 'keydown', 'scroll', 'focus'] as const

function isTyping(): boolean {
  const at = document.activeElement
  return at instanceof HTMLElement && at.closest('form') !== null && at.matches('input, textarea, select')
}

/** Somebody who asked their browser to save data looks again by hand. */
function savesData(): boolean {
  const connection: unknown = Reflect.get(navigator, 'connection')
  return typeof connection === 'object' && connection !== null && Reflect.get(connection, 'saveData') === true
}

/** A message page, a refusal above all, stays as it is: looking again would load it anew as a whole. */
function isStill(): boolean {
  return document.querySelector('[data-still]') !== null
}

export function LiveRefresh() {
  const router = useRouter()
  useEffect(() => {
    if (savesData()) return undefined
    let source: EventSource | null = null
    let pending = false
    let lastSign = Date.now()
    let pause: ReturnType<typeof setTimeout> | undefined
    let again: ReturnType<typeof setTimeout> | undefined

    function lookAgain(): void {
      clearTimeout(pause)
      pause = setTimeout(() => {
        const away = Date.now() - lastSign > AWAY_MS
        if (!pending || document.hidden || away || isTyping() || isStill()) return
        pending = false
        router.refresh()
      }, PAUSE_MS)
    }
    function open(): void {
      clearTimeout(again)
      source = new EventSource('/api/live')
      source.addEventListener('refresh', () => {
        pending = true
        lookAgain()
      })
      source.addEventListener('error', () => {
        // Closed for good: signed out, or the server is being restarted.
        if (source?.readyState === EventSource.CLOSED) again = setTimeout(open, TRY_AGAIN_MS)
      })
    }
    function sign(): void {
      lastSign = Date.now()
      if (pending) lookAgain()
    }

    open()
    for (const name of SIGNS_OF_LIFE) window.addEventListener(name, sign, { passive: true })
    document.addEventListener('visibilitychange', lookAgain)
    document.addEventListener('focusout', lookAgain)
    return () => {
      source?.close()
      clearTimeout(pause)
      clearTimeout(again)
      for (const name of SIGNS_OF_LIFE) window.removeEventListener(name, sign)
      document.removeEventListener('visibilitychange', lookAgain)
      document.removeEventListener('focusout', lookAgain)
    }
  }, [router])
  return null
}
