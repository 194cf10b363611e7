/**
 * A link inside the house. It never fetches ahead: opening a case is recorded under the reader's name, and a list that
 * merely scrolled past must not open twenty-five.
 */
import Link from 'next/link'
import type { ReactNode } from 'react'

type TextLinkProps = {
  href: string
  children: ReactNode
  className?: string | undefined
  current?: boolean
  label?: string
}

export function TextLink({ href, children, className, current = false, label }: TextLinkProps) {
  return (
    <Link
      href={href}
      prefetch={false}
      className={className}
      aria-current={current ? 'page' : undefined}
      aria-label={label}
    >
      {children}
    </Link>
  )
}
