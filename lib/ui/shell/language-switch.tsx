/** The other languages, each in its own words. Plain buttons of a form: they work without scripts and leave no URL. */
import { useLocale, useTranslations } from 'next-intl'
import { LOCALES, LOCALE_NAMES, LOCALE_TAGS } from '../../domain/locale.ts'
import styles from './shell.module.css'

export type ChooseLocale = (choice: FormData) => Promise<void>

/** `label` tells two switches of one page apart. */
type LanguageSwitchProps = { choose: ChooseLocale; label?: string }

export function LanguageSwitch({ choose, label }: LanguageSwitchProps) {
  const t = useTranslations('shell')
  const current = useLocale()
  return (
    <form action={choose} className={styles.languages} aria-label={label ?? t('language')}>
      {LOCALES.filter((locale) => LOCALE_TAGS[locale] !== current).map((locale) => (
        <button
          key={locale}
          type="submit"
          name="locale"
          value={locale}
          lang={locale}
          className={styles.textButton}
        >
          {LOCALE_NAMES[locale]}
        </button>
      ))}
    </form>
  )
}
