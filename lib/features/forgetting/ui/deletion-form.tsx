'use client'

/** Asks a second person to delete a closed case for good. */
import { useFormatter, useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { DELETION_CAUSES } from '../../../domain/deletion.ts'
import { RadioField } from '../../../ui/fields/radio-field.tsx'
import { TextAreaField } from '../../../ui/fields/text-area-field.tsx'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { chosen } from '../../../ui/form/chosen.ts'
import { readDraft } from '../../../ui/form/drafts.tsx'
import { newId } from '../../../ui/form/new-id.ts'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { sentenceCase } from '../../../ui/sentence-case.ts'
import { askDeletionAction } from '../actions.ts'
import { deletionSchema, REASON_LENGTH, type DeletionOpened } from '../schema.ts'
import { ObstacleNotice } from './obstacle-notice.tsx'

export function DeletionForm({ at }: { at: DeletionOpened }) {
  const t = useTranslations('forgetting')
  const words = useTranslations('vocabulary.deletionCause')
  const format = useFormatter()
  const router = useRouter()
  const here = `/cases/${at.code}`
  const form = useActionForm({
    form: 'deletion',
    subject: at.caseId,
    schema: deletionSchema,
    action: askDeletionAction,
    version: at.version,
    initialDraft: readDraft(at.draft),
    defaults: { caseId: at.caseId, id: newId(), reason: '' },
    onDone: () => {
      router.push(here)
    },
  })
  const cause = chosen(form.methods.watch('cause'))
  const obstacles = cause === undefined ? [] : at.obstacles[cause]
  const term =
    at.dueOn === null
      ? ''
      : t('dueOn', {
          day: format.dateTime(new Date(`${at.dueOn}T00:00:00Z`), 'day', { timeZone: 'UTC' }),
        })
  return (
    <ActionForm form={form} submit={t('ask')} tone="danger" cancel={{ href: here, label: t('backToCase') }}>
      <RadioField
        control={form.control}
        name="cause"
        label={t('because')}
        options={DELETION_CAUSES.map((one) => ({
          value: one,
          label: sentenceCase(words(one)),
          hint: [t(`causeHint.${one}`), one === 'retention' ? term : ''].join(' ').trim(),
        }))}
      />
      {cause === undefined || obstacles.length === 0 ? null : (
        <ObstacleNotice title={t('firstFor', { cause: words(cause) })} obstacles={obstacles} />
      )}
      <TextAreaField
        control={form.control}
        name="reason"
        label={t('reason')}
        hint={t('reasonHint')}
        limit={REASON_LENGTH}
        rows={3}
      />
    </ActionForm>
  )
}
