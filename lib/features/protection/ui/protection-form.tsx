'use client'

/** A step of protection: the track decides which statuses are asked, the status whether something runs out. */
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { runsOut } from '../../../domain/pathway/protection-status.ts'
import { TRACK_STATUSES, TRACKS } from '../../../domain/pathway/vocabulary.ts'
import { Card } from '../../../ui/card.tsx'
import { DayField } from '../../../ui/fields/day-field.tsx'
import { PartialDateField } from '../../../ui/fields/partial-date-field.tsx'
import { RadioField } from '../../../ui/fields/radio-field.tsx'
import { TextField } from '../../../ui/fields/text-field.tsx'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { chosen } from '../../../ui/form/chosen.ts'
import { readDraft } from '../../../ui/form/drafts.tsx'
import { newId } from '../../../ui/form/new-id.ts'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { sentenceCase } from '../../../ui/sentence-case.ts'
import { recordProtectionAction } from '../actions.ts'
import { protectionSchema } from '../schema.ts'

type ProtectionFormProps = { caseId: string; caseCode: string; today: string; draft: unknown }

export function ProtectionForm({ caseId, caseCode, today, draft }: ProtectionFormProps) {
  const t = useTranslations('protection')
  const words = useTranslations('vocabulary')
  const back = useTranslations('form')('cancel')
  const router = useRouter()
  const here = `/cases/${caseCode}`
  const form = useActionForm({
    form: 'protection',
    subject: caseId,
    schema: protectionSchema,
    action: recordProtectionAction,
    initialDraft: readDraft(draft),
    defaults: { caseId, id: newId(), track: 'unhcr', occurredOn: today, expiresOn: '', reference: '' },
    onDone: () => {
      router.replace(here)
    },
  })
  const track = form.methods.watch('track')
  const status = chosen(form.methods.watch('status'))

  // A status of another track is no answer.
  const { resetField } = form.methods
  const asked = useRef(track)
  useEffect(() => {
    if (asked.current === track) return
    asked.current = track
    resetField('status')
  }, [track, resetField])

  return (
    <Card title={t('title')}>
      <ActionForm form={form} submit={t('save')} cancel={{ href: here, label: back }}>
        <RadioField
          control={form.control}
          name="track"
          label={t('track')}
          options={TRACKS.map((one) => ({ value: one, label: words(`track.${one}`) }))}
          inline
        />
        <RadioField
          control={form.control}
          name="status"
          label={t('status')}
          options={TRACK_STATUSES[track].map((one) => ({
            value: one,
            label: sentenceCase(words(`trackStatus.${one}`)),
          }))}
        />
        <PartialDateField
          control={form.control}
          name="occurredOn"
          label={t('occurredOn')}
          hint={status === 'appointment' ? t('appointmentHint') : undefined}
        />
        {status !== undefined && runsOut(status) ? (
          <DayField
            control={form.control}
            name="expiresOn"
            label={t('expiresOn')}
            hint={t('expiresHint')}
            optional
          />
        ) : null}
        <TextField
          control={form.control}
          name="reference"
          label={t('reference')}
          hint={t('referenceHint')}
          optional
        />
      </ActionForm>
    </Card>
  )
}
