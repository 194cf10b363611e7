'use client'

/**
 * A form that opens in place. It is the browser's own `<details>`, so it works without scripts, and opens by itself when
 * an address names it: the checklist's "Assess now" leads straight to the open form.
 */
import { useEffect, useRef, type ReactNode } from 'react'
import styles from './disclosure.module.css'

type DisclosureProps = { summary: ReactNode; id?: string; open?: boolean; children: ReactNode }

export function Disclosure({ summary, id, open = false, children }: DisclosureProps) {
  const box = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    if (id === undefined) return undefined
    function openWhenNamed(): void {
      if (window.location.hash !== `#${String(id)}` || box.current === null) return
      box.current.open = true
      box.current.scrollIntoView({ block: 'start' })
      box.current
        .querySelector<HTMLElement>('input:not([type=hidden]), select, textarea')
        ?.focus({ preventScroll: true })
    }
    // A link to the same page changes the address without a hashchange event; the click comes first.
    function afterClick(event: MouseEvent): void {
      const link = event.target instanceof Element ? event.target.closest('a') : null
      if (link?.hash === `#${String(id)}`) setTimeout(openWhenNamed, 50)
    }
    openWhenNamed()
    window.addEventListener('hashchange', openWhenNamed)
    document.addEventListener('click', afterClick)
    return () => {
      window.removeEventListener('hashchange', openWhenNamed)
      document.removeEventListener('click', afterClick)
    }
  }, [id])
  return (
    <details ref={box} id={id} className={styles.disclosure} open={open}>
      <summary className={styles.summary}>{summary}</summary>
      <div className={styles.content}>{children}</div>
    </details>
  )
}
