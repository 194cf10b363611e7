/** Who is signed in, so that nobody works under another's name at a shared desk. */
import { useTranslations } from 'next-intl'
import { TextLink } from '../text-link.tsx'
import { Appearance } from './appearance.tsx'
import styles from './shell.module.css'
import { SignOutButton } from './sign-out-button.tsx'

export type ShellPerson = { readonly login: string; readonly team: string | null; readonly onCall: boolean }

export function Me({ person }: { person: ShellPerson }) {
  const t = useTranslations('shell')
  return (
    <section className={styles.me} aria-label={t('signedInAs')}>
      <p>
        <TextLink href="/account">
          <b>{person.login}</b>
        </TextLink>{' '}
        · {person.team ?? t('noTeam')}
      </p>
      {person.onCall ? <p className={styles.onCall}>▲ {t('onCall')}</p> : null}
      <Appearance />
      <SignOutButton />
    </section>
  )
}
