'use client'

/** The password once more before a page that asks for it; then on to that page, by a full load. */
import { useTranslations } from 'next-intl'
import { HOME } from '../../../domain/return-path.ts'
import { LinkButton } from '../../../ui/link-button.tsx'
import { StepUpForm } from './step-up-form.tsx'

/** @param props.next where to go then; a path of this house, checked by the page */
export function StepUpGate({ login, next }: { login: string; next: string }) {
  const t = useTranslations('stepUp')
  return (
    <>
      <h1>{t('title')}</h1>
      <p>{t('pageWhy')}</p>
      <StepUpForm
        login={login}
        onProved={() => {
          window.location.replace(next)
        }}
        secondary={
          <LinkButton href={HOME} tone="quiet">
            {t('back')}
          </LinkButton>
        }
      />
    </>
  )
}
