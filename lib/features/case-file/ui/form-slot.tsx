'use client'

/** Where a form opens in place. It takes the focus, so that who came by keyboard or ear is where they wanted to be. */
import { useEffect, useRef, type ReactNode } from 'react'

export function FormSlot({ className, children }: { className: string; children: ReactNode }) {
  const slot = useRef<HTMLDivElement>(null)
  useEffect(() => {
    slot.current?.focus()
  }, [])
  return (
    <div ref={slot} id="form" tabIndex={-1} className={className}>
      {children}
    </div>
  )
}
