/** How far long work has come, with the way to stop it. */
import type { ReactNode } from 'react'
import styles from './progress-bar.module.css'

type ProgressBarProps = {
  label: string
  /** From 0 to 1. */
  share: number
  /** The same in words. */
  text: string
  action?: ReactNode
}

export function ProgressBar({ label, share, text, action }: ProgressBarProps) {
  return (
    <div className={styles.progress}>
      <progress className={styles.bar} aria-label={label} max={1} value={share}>
        {text}
      </progress>
      <span className={styles.text} aria-hidden="true">
        {text}
      </span>
      {action}
    </div>
  )
}
