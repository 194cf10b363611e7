'use client'

/** Reopens a case where it was closed from. */
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { PartialDateField } from '../../../ui/fields/partial-date-field.tsx'
import { TextAreaField } from '../../../ui/fields/text-area-field.tsx'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { readDraft } from '../../../ui/form/drafts.tsx'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { newId } from '../../../ui/form/new-id.ts'
import { reopenCaseAction } from '../actions.ts'
import { REASON_LENGTH, reopenSchema, type Crossroads } from '../schema.ts'

export function ReopenForm({ at }: { at: Crossroads }) {
  const t = useTranslations('pathway')
  const router = useRouter()
  const here = `/cases/${at.code}`
  const form = useActionForm({
    form: 'reopen',
    subject: at.caseId,
    schema: reopenSchema,
    action: reopenCaseAction,
    version: at.version,
    initialDraft: readDraft(at.draft),
    defaults: { caseId: at.caseId, spellId: newId(), occurredOn: at.today, reason: '' },
    onDone: () => {
      router.push(here)
    },
  })
  return (
    <ActionForm form={form} submit={t('reopen')} cancel={{ href: here, label: t('backToCase') }}>
      <PartialDateField control={form.control} name="occurredOn" label={t('reopenedOn')} />
      <TextAreaField
        control={form.control}
        name="reason"
        label={t('reopenReason')}
        hint={t('whoReads')}
        limit={REASON_LENGTH}
        rows={3}
      />
    </ActionForm>
  )
}
