/** A short state in a shape, a word and a colour: any one of the three is enough to read it. */
import type { ReactNode } from 'react'
import styles from './chip.module.css'

export type ChipTone = 'red' | 'amber' | 'green' | 'plain'

const SHAPES = { red: '■', amber: '▲', green: '✓', plain: null } as const satisfies Record<
  ChipTone,
  string | null
>

export function Chip({ tone, children }: { tone: ChipTone; children: ReactNode }) {
  const shape = SHAPES[tone]
  return (
    <span className={styles.chip} data-tone={tone}>
      {shape === null ? null : <span aria-hidden="true">{shape}</span>}
      <span suppressHydrationWarning>{children}</span>
    </span>
  )
}
