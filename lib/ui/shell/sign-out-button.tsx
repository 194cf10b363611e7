'use client'

/** Ends the session on the server and leaves the page at once. */
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useAlive } from '../alive.ts'
import { sessionEnds } from './session-ends.ts'
import styles from './shell.module.css'

export function SignOutButton() {
  const t = useTranslations('shell')
  const alive = useAlive()
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
        // Before the page has come alive a click would be lost, and whoever walks away would think that they signed out.
        disabled={!alive}
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
