/** Where a case stands: its place on the pathway as a number, and the word. */
import { useTranslations } from 'next-intl'
import { POSITION, type Stage } from '../domain/pathway/stages.ts'
import styles from './stage-badge.module.css'

export function StageBadge({ stage }: { stage: Stage }) {
  const t = useTranslations('stages')
  return (
    <span className={styles.stage}>
      <span className={styles.mark} data-closed={POSITION[stage] === null} aria-hidden="true">
        {POSITION[stage] ?? '✓'}
      </span>
      {t(stage)}
    </span>
  )
}
