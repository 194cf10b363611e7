'use client'

/** Removes one document for good, with a reason. */
import { useTranslations } from 'next-intl'
import { TextAreaField } from '../../../ui/fields/text-area-field.tsx'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { removeDocumentAction } from '../actions.ts'
import { REASON_LENGTH, removeDocumentSchema } from '../schema.ts'

type RemoveDocumentFormProps = { caseId: string; documentId: string; version: number }

export function RemoveDocumentForm({ caseId, documentId, version }: RemoveDocumentFormProps) {
  const t = useTranslations('documents')
  const form = useActionForm({
    form: 'document-removal',
    subject: documentId,
    schema: removeDocumentSchema,
    action: removeDocumentAction,
    defaults: { caseId, documentId, reason: '' },
    version,
    drafts: false,
  })
  return (
    <ActionForm form={form} submit={t('removeForGood')} tone="danger" size="xs">
      <p>{t('removeLead')}</p>
      <TextAreaField
        control={form.control}
        name="reason"
        label={t('reason')}
        hint={t('reasonHint')}
        limit={REASON_LENGTH}
        rows={2}
      />
    </ActionForm>
  )
}
