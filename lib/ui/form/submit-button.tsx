'use client'

/** The button that saves. While it works it keeps its place, its size and the focus. */
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import styles from './form.module.css'

type SubmitButtonProps = {
  pending: boolean
  tone?: 'primary' | 'danger' | 'default'
  size?: 'sm' | 'xs'
  children: ReactNode
}

const LOOK = {
  primary: { variant: 'filled' },
  danger: { variant: 'outline', color: 'red' },
  default: { variant: 'default' },
} as const

export function SubmitButton({ pending, tone = 'primary', size = 'sm', children }: SubmitButtonProps) {
  return (
    <Button
      type="submit"
      size={size}
      {...LOOK[tone]}
      className={styles.submit ?? ''}
      data-tone={tone}
      aria-disabled={pending}
    >
      {children}
    </Button>
  )
}
