'use client'

/** How much of a file was sent, and the button that stops it. Once all of it was sent the house still has to store it. */
import { useFormatter, useTranslations } from 'next-intl'
import { ProgressBar } from '../../../ui/progress-bar.tsx'
import styles from './documents.module.css'

type SendingBarProps = { share: number; onStop: () => void }

export function SendingBar({ share, onStop }: SendingBarProps) {
  const t = useTranslations('documents')
  const format = useFormatter()
  const sent = format.number(share, { style: 'percent', maximumFractionDigits: 0 })
  return (
    <ProgressBar
      label={t('sending')}
      share={share}
      text={share < 1 ? sent : t('storing')}
      action={
        <button type="button" className={styles.button} onClick={onStop}>
          {t('stop')}
        </button>
      }
    />
  )
}
