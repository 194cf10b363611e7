/** The frame of the pages in front of the door: nothing but the mark, the language and one task. */
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { DemoBanner } from './demo-banner.tsx'
import { LanguageSwitch, type ChooseLocale } from './language-switch.tsx'
import styles from './shell.module.css'

type GateShellProps = { demo: boolean; chooseLocale: ChooseLocale; children: ReactNode }

export function GateShell({ demo, chooseLocale, children }: GateShellProps) {
  const t = useTranslations('app')
  return (
    <>
      {demo ? <DemoBanner /> : null}
      <div className={styles.gate}>
        <header className={styles.gateTop}>
          <span className={styles.mark} translate="no">
            {t('name')}
          </span>
          <LanguageSwitch choose={chooseLocale} />
        </header>
        <main className={styles.gateMain}>{children}</main>
      </div>
    </>
  )
}
