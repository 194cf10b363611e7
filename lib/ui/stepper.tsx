/** The pathway with the place of one case on it: what lies behind with its dates, what is now, what is to come. */
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { POSITION, type OpenStage } from '../domain/pathway/stages.ts'
import styles from './stepper.module.css'

export type Step = {
  readonly stage: OpenStage
  readonly state: 'done' | 'now' | 'not-yet'
  readonly note?: ReactNode
}

const WORDS = { done: 'done', now: 'now', 'not-yet': 'notYet' } as const

export function Stepper({ steps }: { steps: readonly Step[] }) {
  const t = useTranslations()
  return (
    <ol className={styles.steps} aria-label={t('stepper.label')}>
      {steps.map(({ stage, state, note }) => (
        <li
          key={stage}
          className={styles.step}
          data-state={state}
          aria-current={state === 'now' ? 'step' : undefined}
        >
          <span className={styles.name}>
            {POSITION[stage]} {t(`stages.${stage}`)}
          </span>
          <span className={styles.note}>{note ?? t(`stepper.${WORDS[state]}`)}</span>
        </li>
      ))}
    </ol>
  )
}
