/** Holds the room of what is being fetched, so that nothing jumps when it comes. */
import { useTranslations } from 'next-intl'
import styles from './skeleton.module.css'

export function Skeleton({ lines = 3 }: { lines?: number }) {
  const t = useTranslations('pages')
  return (
    <div className={styles.skeleton} role="status" aria-busy="true" aria-label={t('loading')}>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className={styles.line} />
      ))}
    </div>
  )
}
