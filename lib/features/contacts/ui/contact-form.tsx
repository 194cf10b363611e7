'use client'

/** A contact, or an attempt that failed. What was said of safe calls last time is there to be confirmed. */
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { CHANNELS } from '../../../domain/pathway/vocabulary.ts'
import { Card } from '../../../ui/card.tsx'
import { PartialDateField } from '../../../ui/fields/partial-date-field.tsx'
import { RadioField } from '../../../ui/fields/radio-field.tsx'
import { TextField } from '../../../ui/fields/text-field.tsx'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { readDraft } from '../../../ui/form/drafts.tsx'
import { newId } from '../../../ui/form/new-id.ts'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { sentenceCase } from '../../../ui/sentence-case.ts'
import { recordContactAction } from '../actions.ts'
import { CONTACT_RESULTS, contactSchema } from '../schema.ts'

type ContactFormProps = {
  caseId: string
  caseCode: string
  today: string
  draft: unknown
  /** What the newest contact said, to start from. */
  previous?: { civicGroup: string; safeHours: string; safeWay: string } | null
}

export function ContactForm({ caseId, caseCode, today, draft, previous }: ContactFormProps) {
  const t = useTranslations('contacts')
  const words = useTranslations('vocabulary')
  const back = useTranslations('form')('cancel')
  const router = useRouter()
  const here = `/cases/${caseCode}`
  const form = useActionForm({
    form: 'contact',
    subject: caseId,
    schema: contactSchema,
    action: recordContactAction,
    initialDraft: readDraft(draft),
    defaults: {
      caseId,
      id: newId(),
      result: 'reached',
      occurredOn: today,
      civicGroup: previous?.civicGroup ?? '',
      safeHours: previous?.safeHours ?? '',
      safeWay: previous?.safeWay ?? '',
    },
    onDone: () => {
      router.replace(here)
    },
  })
  const reached = form.methods.watch('result') === 'reached'
  return (
    <Card title={t('title')}>
      <ActionForm form={form} submit={t('save')} cancel={{ href: here, label: back }}>
        <RadioField
          control={form.control}
          name="result"
          label={t('result')}
          hint={reached ? undefined : t('attemptHint')}
          options={CONTACT_RESULTS.map((result) => ({ value: result, label: t(`results.${result}`) }))}
        />
        <RadioField
          control={form.control}
          name="channel"
          label={t('channel')}
          options={CHANNELS.map((one) => ({ value: one, label: sentenceCase(words(`channel.${one}`)) }))}
          inline
        />
        <PartialDateField control={form.control} name="occurredOn" label={t('occurredOn')} />
        <TextField
          control={form.control}
          name="civicGroup"
          label={t('civicGroup')}
          hint={t('civicGroupHint')}
          optional={!reached}
        />
        {reached ? (
          <>
            <TextField
              control={form.control}
              name="safeHours"
              label={t('safeHours')}
              hint={t('safeHoursHint')}
              optional
            />
            <TextField
              control={form.control}
              name="safeWay"
              label={t('safeWay')}
              hint={t('safeWayHint')}
              optional
            />
          </>
        ) : null}
      </ActionForm>
    </Card>
  )
}
