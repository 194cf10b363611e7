'use client'

/** Something broke. The reference leads to the log; what broke is nobody's to read here. */
import { Button } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { LinkButton } from './link-button.tsx'
import { MessagePage } from './message-page.tsx'

type BrokenPageProps = { error: unknown; retry: () => void }

export function BrokenPage({ error, retry }: BrokenPageProps) {
  const t = useTranslations('pages')
  const reference = referenceOf(error)
  return (
    <MessagePage
      title={t('brokenTitle')}
      actions={
        <>
          <Button
            onClick={() => {
              retry()
            }}
          >
            {t('retry')}
          </Button>
          <LinkButton href="/">{t('home')}</LinkButton>
        </>
      }
    >
      <p>{t('brokenText')}</p>
      {reference === null ? null : <p data-dimmed>{t('reference', { reference })}</p>}
    </MessagePage>
  )
}

function referenceOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('digest' in error)) return null
  return typeof error.digest === 'string' ? error.digest.slice(0, 40) : null
}
