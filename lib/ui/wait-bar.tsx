/** How long somebody has waited in a stage, as a bar and in days; red when longer than nine of ten did. */
import { useTranslations } from 'next-intl'
import styles from './wait-bar.module.css'

type WaitBarProps = { days: number; late: boolean; longest?: number }

/** Widest bar, in pixels; the shortest is still a dot. */
const WIDEST = 84
const NARROWEST = 6

export function WaitBar({ days, late, longest = 180 }: WaitBarProps) {
  const t = useTranslations('dates')
  const share = Math.min(1, Math.max(0, days / longest))
  return (
    <span
      className={styles.wait}
      title={late ? t('daysLongLate', { count: days }) : t('daysLong', { count: days })}
    >
      <i
        className={styles.bar}
        data-late={late}
        style={{ width: `${String(Math.round(Math.max(NARROWEST, share * WIDEST)))}px` }}
      />
      <span>{t('days', { count: days })}</span>
      {late ? <span className={styles.spoken}>{t('daysLongLate', { count: days })}</span> : null}
    </span>
  )
}
