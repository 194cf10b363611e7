/** The frame of every signed-in page. It draws; what may be seen and done is decided elsewhere. */
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { LinkButton } from '../link-button.tsx'
import { BottomBar } from './bottom-bar.tsx'
import { DemoBanner } from './demo-banner.tsx'
import { Find } from './find.tsx'
import { LanguageSwitch, type ChooseLocale } from './language-switch.tsx'
import { Me, type ShellPerson } from './me.tsx'
import { NavLinks } from './nav-links.tsx'
import type { NavItem } from './places.ts'
import styles from './shell.module.css'
import { Shortcuts } from './shortcuts.tsx'

type AppShellProps = {
  person: ShellPerson
  items: readonly NavItem[]
  /** Everything is invented: says so on every page. */
  demo: boolean
  /** Draws the search field and the emergency button. */
  worksCases: boolean
  mayOpenCases: boolean
  findsNames: boolean
  chooseLocale: ChooseLocale
  children: ReactNode
}

export function AppShell(props: AppShellProps) {
  const { person, items, demo, worksCases, mayOpenCases, findsNames, chooseLocale, children } = props
  const t = useTranslations()
  return (
    <>
      <a href="#content" className={styles.skip}>
        {t('app.skip')}
      </a>
      {demo ? <DemoBanner /> : null}
      <div className={styles.shell}>
        <div className={styles.side} data-print="never">
          <div className={styles.sideInner} data-demo={demo}>
            <nav className={styles.nav} aria-label={t('nav.label')}>
              <p className={styles.mark} translate="no">
                {t('app.name')}
              </p>
              <NavLinks items={items} />
            </nav>
            <Me person={person} />
          </div>
        </div>
        <div className={styles.room}>
          <header className={styles.top} data-empty={!worksCases} data-print="never">
            {worksCases ? <Find items={items} mayOpenCases={mayOpenCases} findsNames={findsNames} /> : null}
            <div className={styles.topEnd}>
              <LanguageSwitch choose={chooseLocale} />
              {worksCases ? (
                <LinkButton href="/emergency" tone="danger">
                  {t('shell.emergency')}
                </LinkButton>
              ) : null}
            </div>
          </header>
          <main id="content" tabIndex={-1} className={styles.main}>
            {children}
          </main>
        </div>
      </div>
      <BottomBar items={items}>
        <LanguageSwitch choose={chooseLocale} />
        <Me person={person} />
      </BottomBar>
      <Shortcuts items={items} />
    </>
  )
}
