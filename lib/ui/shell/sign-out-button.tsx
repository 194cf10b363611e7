'use client'

/** Ends the session on the server and leaves the page at once. */
import { useTranslations } from 'next-intl'
import { signOut } from 'next-auth/react'
import { useState } from 'react'
import styles from './shell.module.css'

export function SignOutButton() {
  const t = useTranslations('shell')
  const [state, setState] = useState<'here' | 'leaving' | 'failed'>('here')

  async function leave(): Promise<void> {
    setState('leaving')
    if (await sessionEnds()) {
      // A full load: nothing that was drawn for the person stays in the tab's memory.
      window.location.replace('/sign-in')
    } else {
      setState('failed')
    }
  }

  return (
    <>
      <button
        type="button"
        className={styles.textButton}
        aria-disabled={state === 'leaving'}
        onClick={() => {
          if (state !== 'leaving') void leave()
        }}
      >
        {t('signOut')}
      </button>
      {state === 'failed' ? <p role="alert">{t('signOutFailed')}</p> : null}
    </>
  )
}

/** True when the server has ended the session. Whoever walks away must not be told so while it lives. */
async function sessionEnds(): Promise<boolean> {
  try {
    // The answer of a server that failed names no address; one that believed no cookie leads back to its own page.
    const { url } = (await signOut({ redirect: false, callbackUrl: '/sign-in' })) as { url?: string }
    return url !== undefined && !url.includes('csrf=true')
  } catch {
    return false
  }
}
