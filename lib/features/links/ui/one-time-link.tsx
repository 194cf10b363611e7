'use client'

/** A one-time link, shown once to the administrator who made it, with what to do with it. */
import { CopyButton, Button, TextInput } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { Notice } from '../../../ui/notice.tsx'
import type { FreshLink } from '../schema.ts'
import styles from './one-time-link.module.css'

export function OneTimeLink({ link }: { link: FreshLink }) {
  const t = useTranslations('links')
  if (link.token === null) {
    return (
      <Notice tone="warning" title={t('linkGoneTitle')}>
        <p>{t('linkGoneText')}</p>
      </Notice>
    )
  }
  const address = `${window.location.origin}/enrol#${link.token}`
  return (
    <div role="status" data-print="never">
      <Notice tone="done" title={t('linkTitle')}>
        <p>{t('linkText')}</p>
        <div className={styles.row}>
          <TextInput
            className={styles.address ?? ''}
            aria-label={t('linkTitle')}
            value={address}
            readOnly
            autoComplete="off"
            onFocus={(event) => {
              event.currentTarget.select()
            }}
          />
          <CopyButton value={address}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {copied ? `✓ ${t('copied')}` : t('copy')}
              </Button>
            )}
          </CopyButton>
        </div>
      </Notice>
    </div>
  )
}
