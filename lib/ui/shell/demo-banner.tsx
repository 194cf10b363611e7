/** Says that nobody here is real. */
import { useTranslations } from 'next-intl'
import styles from './shell.module.css'

export function DemoBanner() {
  const t = useTranslations('app')
  return <p className={styles.demo}>{t('demo')}</p>
}
