'use client'

/** A menu behind one word. The browser's own disclosure, so it opens without scripts; with them it also closes by itself. */
import { useEffect, useRef, type ReactNode } from 'react'
import styles from './case.module.css'

export function MenuBox({ label, children }: { label: string; children: ReactNode }) {
  const box = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    function close(): void {
      if (box.current !== null) box.current.open = false
    }
    function afterClick(event: MouseEvent): void {
      const inside = event.target instanceof Element && box.current?.contains(event.target) === true
      const chosen = event.target instanceof Element && event.target.closest('a') !== null
      if (!inside || chosen) close()
    }
    function onKey(event: KeyboardEvent): void {
      if (event.key !== 'Escape' || box.current?.open !== true) return
      close()
      box.current.querySelector('summary')?.focus()
    }
    document.addEventListener('click', afterClick)
    document.addEventListener('keydown', onKey)
    return () => {
      document.removeEventListener('click', afterClick)
      document.removeEventListener('keydown', onKey)
    }
  }, [])
  return (
    <details ref={box} className={styles.menu}>
      <summary className={styles.summary}>
        {label} <span aria-hidden="true">▾</span>
      </summary>
      <ul className={styles.items}>{children}</ul>
    </details>
  )
}
