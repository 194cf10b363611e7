/** A link that looks like a button: it leads somewhere and changes nothing. */
import type { ReactNode } from 'react'
import styles from './link-button.module.css'
import { TextLink } from './text-link.tsx'

type LinkButtonProps = {
  href: string
  children: ReactNode
  tone?: 'primary' | 'default' | 'danger' | 'quiet'
  size?: 'sm' | 'xs'
  /** What a screen reader says, where the words alone do not tell which of many it is. */
  label?: string
}

export function LinkButton({ href, children, tone = 'default', size = 'sm', ...rest }: LinkButtonProps) {
  return (
    <TextLink href={href} className={[styles.button, styles[tone], styles[size]].join(' ')} {...rest}>
      {children}
    </TextLink>
  )
}
