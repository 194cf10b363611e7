'use client'

/** A one-time link for somebody: asked of a second administrator, then made by whoever asked, and shown once. */
import { Stack } from '@mantine/core'
import { useFormatter, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Card } from '../../../ui/card.tsx'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { Notice } from '../../../ui/notice.tsx'
import { askLinkAction, makeLinkAction } from '../actions.ts'
import { linkSchema, type FreshLink, type LinkStanding } from '../schema.ts'
import { OneTimeLink } from './one-time-link.tsx'

type LinkCardProps = {
  person: { readonly id: string; readonly login: string }
  standing: LinkStanding
  timeZone: string
}

export function LinkCard({ person, standing, timeZone }: LinkCardProps) {
  const t = useTranslations('links')
  // Stays when the page is drawn anew because the approval is used up.
  const [link, setLink] = useState<FreshLink | null>(null)
  return (
    <Card title={t('title')}>
      <Stack gap="md">
        {link === null ? null : <OneTimeLink link={link} />}
        <p data-dimmed>{t('note')}</p>
        {standing.mayMake ? (
          <MakeLinkForm personId={person.id} onDone={setLink} />
        ) : (
          <>
            <StandingNotice standing={standing} timeZone={timeZone} />
            {standing.mayAsk ? <AskLinkForm personId={person.id} /> : <OperatorNotice login={person.login} />}
          </>
        )}
      </Stack>
    </Card>
  )
}

function StandingNotice({
  standing: { waiting, returned },
  timeZone,
}: Pick<LinkCardProps, 'standing' | 'timeZone'>) {
  const t = useTranslations('links')
  const format = useFormatter()
  if (waiting !== null) {
    const until = format.dateTime(new Date(waiting.until), 'moment', { timeZone })
    return (
      <Notice tone="info" title={t('waits', { who: waiting.askedBy })}>
        {t('waitsText', { until })}
      </Notice>
    )
  }
  return returned === null ? null : (
    <Notice tone="warning" title={t('returned')}>
      <blockquote>{returned}</blockquote>
    </Notice>
  )
}

function OperatorNotice({ login }: { login: string }) {
  const t = useTranslations('links')
  return (
    <Notice tone="warning" title={t('nobodyDecides')}>
      <p>{t('nobodyDecidesText')}</p>
      <p>
        <code>{`npm run -s causeway -- people link ${login}`}</code>
      </p>
    </Notice>
  )
}

function AskLinkForm({ personId }: { personId: string }) {
  const t = useTranslations('links')
  const form = useActionForm({
    form: 'link-ask',
    subject: personId,
    schema: linkSchema,
    action: askLinkAction,
    defaults: { personId },
    drafts: false,
  })
  return (
    <ActionForm
      form={form}
      submit={t('ask')}
      tone="default"
      savedText={t('asked')}
      failedTitle={t('askFailed')}
    >
      <p data-dimmed>{t('askNote')}</p>
    </ActionForm>
  )
}

function MakeLinkForm({ personId, onDone }: { personId: string; onDone: (link: FreshLink) => void }) {
  const t = useTranslations('links')
  const form = useActionForm({
    form: 'link-make',
    subject: personId,
    schema: linkSchema,
    action: makeLinkAction,
    defaults: { personId },
    drafts: false,
    onDone,
  })
  return (
    <ActionForm form={form} submit={t('make')} savedText={t('made')} failedTitle={t('makeFailed')}>
      <p>{t('makeNote')}</p>
    </ActionForm>
  )
}
