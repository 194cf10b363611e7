/** How the page of a case divides its width, and in which order it reads on a phone. */
import type { ReactNode } from 'react'
import styles from './case.module.css'
import { FormSlot } from './form-slot.tsx'

type CaseLayoutProps = {
  form: ReactNode
  gate: ReactNode
  tasks: ReactNode
  timeline: ReactNode
  about: ReactNode
}

export function CaseLayout({ form, gate, tasks, timeline, about }: CaseLayoutProps) {
  return (
    <div className={styles.layout}>
      {form === null ? null : <FormSlot className={[styles.slot, styles.form].join(' ')}>{form}</FormSlot>}
      <div className={[styles.slot, styles.gate].join(' ')}>{gate}</div>
      <div className={styles.side}>
        <div className={[styles.slot, styles.tasks].join(' ')}>{tasks}</div>
        <div className={[styles.slot, styles.about].join(' ')}>{about}</div>
      </div>
      <div className={[styles.slot, styles.timeline].join(' ')}>{timeline}</div>
    </div>
  )
}
