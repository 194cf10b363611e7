'use client'

/** Takes the token out of the address bar, asks whose it is, and shows the form or what to do without one. */
import { Button, Stack } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useCallback, useEffect, useRef, useState } from 'react'
import { LinkButton } from '../../../ui/link-button.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { readInvitationAction } from '../actions.ts'
import type { Invited } from '../schema.ts'
import { EnrolForm } from './enrol-form.tsx'

type Gate =
  | { readonly kind: 'looking' | 'missing' | 'expired' | 'unreachable' }
  | { readonly kind: 'open'; readonly invited: Invited; readonly token: string }
  | { readonly kind: 'done'; readonly login: string }

export function EnrolGate() {
  const [gate, setGate] = useState<Gate>({ kind: 'looking' })
  const token = useRef('')

  const look = useCallback(async () => {
    setGate(await gateOf(token.current))
  }, [])

  useEffect(() => {
    function take(): void {
      const found = window.location.hash.slice(1)
      if (found !== '') {
        token.current = found
        // Out of the address bar and the history: whoever looks over the shoulder, or later, finds no link.
        window.history.replaceState(null, '', window.location.pathname)
      }
      void look()
    }
    take()
    window.addEventListener('hashchange', take)
    return () => {
      window.removeEventListener('hashchange', take)
    }
  }, [look])

  if (gate.kind === 'open') {
    return (
      <EnrolForm
        {...gate}
        onDone={() => {
          setGate({ kind: 'done', login: gate.invited.login })
        }}
      />
    )
  }
  return <Message gate={gate} retry={look} />
}

async function gateOf(token: string): Promise<Gate> {
  if (token === '') return { kind: 'missing' }
  try {
    const outcome = await readInvitationAction({ token })
    if (outcome.ok) return { kind: 'open', invited: outcome.value, token }
    return { kind: outcome.refusal === 'failed' ? 'unreachable' : 'expired' }
  } catch {
    return { kind: 'unreachable' }
  }
}

type MessageProps = { gate: Exclude<Gate, { kind: 'open' }>; retry: () => Promise<void> }

function Message({ gate, retry }: MessageProps) {
  const t = useTranslations('enrolment')
  const again = useTranslations('form')
  switch (gate.kind) {
    case 'looking':
      return (
        <>
          <h1>{t('title')}</h1>
          <p role="status">{t('looking')}</p>
          <Skeleton lines={4} />
        </>
      )
    case 'missing':
      return (
        <>
          <h1>{t('missingTitle')}</h1>
          <p>{t('missingText')}</p>
        </>
      )
    case 'expired':
      return (
        <Stack gap="md" role="alert">
          <h1>{t('expiredTitle')}</h1>
          <p>{t('expiredText')}</p>
          <p>
            <LinkButton href="/sign-in">{t('signIn')}</LinkButton>
          </p>
        </Stack>
      )
    case 'unreachable':
      return (
        <Stack gap="md" role="alert">
          <h1>{t('unreachableTitle')}</h1>
          <p>{t('unreachableText')}</p>
          <p>
            <Button variant="default" onClick={() => void retry()}>
              {again('retry')}
            </Button>
          </p>
        </Stack>
      )
    case 'done':
      return (
        <Stack gap="md" role="status">
          <h1>{t('doneTitle')}</h1>
          <p>{t('doneText', { login: gate.login })}</p>
          <p>
            <LinkButton href="/sign-in" tone="primary">
              {t('signIn')}
            </LinkButton>
          </p>
        </Stack>
      )
  }
}
