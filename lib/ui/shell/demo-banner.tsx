/** Says that nobody here is real. */
import { useTranslations } from 'next-intl'
import styles from './shell.module.css'

export function DemoBanner() {
  const t = useTranslations('app')
  return (
    <aside className={styles.demo} aria-labelledby="demonstration">
      <p id="demonstration">{t('demo')}</p>
    </aside>
  )
}
