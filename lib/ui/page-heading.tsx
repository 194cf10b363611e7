/** The heading says what the page shows or found, not what the page is called. */
import type { ReactNode } from 'react'
import styles from './page.module.css'

type PageHeadingProps = { title: string; note?: ReactNode; actions?: ReactNode }

export function PageHeading({ title, note, actions }: PageHeadingProps) {
  return (
    <header className={styles.heading}>
      <div className={styles.headingText}>
        <h1>{title}</h1>
        {note == null ? null : (
          <div className={styles.note} data-prose>
            {note}
          </div>
        )}
      </div>
      {actions == null ? null : (
        <div className={styles.headingActions} data-print="never">
          {actions}
        </div>
      )}
    </header>
  )
}
