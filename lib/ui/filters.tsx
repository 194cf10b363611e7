'use client'

/**
 * The filters of a list, in sight beside it. A GET form: the state stands in the URL, and it works without scripts. With
 * them the address holds only what is set, and the list changes without leaving the page.
 */
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useTransition, type ReactNode } from 'react'
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
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  return (
    <form
      action={action}
      method="get"
      className={styles.filters}
      role="search"
      aria-label={t('title')}
      aria-busy={pending}
      onSubmit={(event) => {
        event.preventDefault()
        const set = new URLSearchParams()
        for (const [name, value] of new FormData(event.currentTarget)) {
          if (typeof value === 'string' && value.trim() !== '') set.append(name, value.trim())
        }
        startTransition(() => {
          router.push(set.size === 0 ? action : `${action}?${set.toString()}`, { scroll: false })
        })
      }}
    >
      {Object.entries(keep).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
      <button type="submit" className={styles.apply}>
        {t('apply')}
      </button>
    </form>
  )
}
