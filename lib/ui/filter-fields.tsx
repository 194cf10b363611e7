'use client'

/** One filter each: a choice applies at once where there are scripts. */
import { useTranslations } from 'next-intl'
import type { Option } from './fields/select-field.tsx'
import styles from './filters.module.css'

type FilterSelectProps = {
  name: string
  label: string
  value: string
  options: readonly Option[]
  /** False where one choice always holds, such as the sorting. */
  any?: boolean
}

export function FilterSelect({ name, label, value, options, any = true }: FilterSelectProps) {
  const t = useTranslations('filters')
  return (
    <label className={styles.filter} data-set={any && value !== ''}>
      <span className={styles.name}>{label}</span>
      <select
        // A removed tag changes the value from outside.
        key={value}
        className={styles.select}
        name={name}
        defaultValue={value}
        onChange={(event) => {
          event.currentTarget.form?.requestSubmit()
        }}
      >
        {any ? <option value="">{t('any')}</option> : null}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  )
}

type FilterTextProps = { name: string; label: string; value: string }

export function FilterText({ name, label, value }: FilterTextProps) {
  return (
    <label className={styles.filter} data-set={value !== ''}>
      <span className={styles.name}>{label}</span>
      <input
        key={value}
        className={styles.text}
        type="search"
        name={name}
        defaultValue={value}
        autoComplete="off"
        spellCheck={false}
      />
    </label>
  )
}
