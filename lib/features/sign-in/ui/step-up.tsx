'use client'

/** Lets every form of a signed-in page ask "is it still you?" in its own place, and go on where it was. */
import { Button } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useEffect, useId, useRef, type ReactNode } from 'react'
import { StepUpProvider, type ConfirmationProps } from '../../../ui/form/step-up.tsx'
import { StepUpForm } from './step-up-form.tsx'

export function StepUp({ login, children }: { login: string; children: ReactNode }) {
  return (
    <StepUpProvider ask={(answers) => <Confirmation login={login} {...answers} />}>{children}</StepUpProvider>
  )
}

function Confirmation({ login, onProved, onCancel }: ConfirmationProps & { login: string }) {
  const t = useTranslations('stepUp')
  const box = useRef<HTMLDivElement>(null)
  const id = useId()
  useEffect(() => {
    box.current?.querySelector<HTMLInputElement>('input[type="password"]')?.focus({ preventScroll: true })
    box.current?.scrollIntoView({ block: 'center' })
  }, [])
  return (
    <div ref={box} role="group" aria-labelledby={`${id}-title`} aria-describedby={`${id}-why`}>
      <p id={`${id}-title`} data-title>
        {t('title')}
      </p>
      <p id={`${id}-why`}>{t('why')}</p>
      <StepUpForm
        login={login}
        onProved={onProved}
        secondary={
          <Button type="button" variant="default" size="sm" onClick={onCancel}>
            {t('back')}
          </Button>
        }
      />
    </div>
  )
}
