/** The filters of a list, in sight beside it. A GET form: the state stands in the URL, and it works without scripts. */
import { useTranslations } from 'next-intl'
import Form from 'next/form'
import type { ReactNode } from 'react'
import styles from './filters.module.css'

type FiltersProps = {
  /** The list's own path. */
  action: string
  /** What the URL holds besides the fields, such as the sorting. */
  keep?: Readonly<Record<string, string>>
  children: ReactNode
}

export function Filters({ action, keep = {}, children }: FiltersProps) {
  const t = useTranslations('filters')
  return (
    <Form action={action} prefetch={false} className={styles.filters} role="search" aria-label={t('title')}>
      {Object.entries(keep).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
      <button type="submit" className={styles.apply}>
        {t('apply')}
      </button>
    </Form>
  )
}
