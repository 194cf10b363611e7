'use client'

/** Ends the session on the server and leaves the page at once. */
import { useTranslations } from 'next-intl'
import { signOut } from 'next-auth/react'
import { useState } from 'react'
import styles from './shell.module.css'

export function SignOutButton() {
  const t = useTranslations('shell')
  const [leaving, setLeaving] = useState(false)

  async function leave(): Promise<void> {
    setLeaving(true)
    try {
      await signOut({ redirect: false })
    } finally {
      // A full load: nothing that was drawn for the person stays in the tab's memory.
      window.location.replace('/sign-in')
    }
  }

  return (
    <button
      type="button"
      className={styles.textButton}
      aria-disabled={leaving}
      onClick={() => {
        if (!leaving) void leave()
      }}
    >
      {t('signOut')}
    </button>
  )
}
