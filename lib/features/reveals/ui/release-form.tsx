'use client'

/** Releases a colleague, in one tap. */
import { useTranslations } from 'next-intl'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { newId } from '../../../ui/form/new-id.ts'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { releaseLooksAction } from '../actions.ts'
import { releaseLooksSchema } from '../schema.ts'

export function ReleaseForm({ personId }: { personId: string }) {
  const t = useTranslations('reveals')
  const form = useActionForm({
    form: 'release',
    subject: personId,
    schema: releaseLooksSchema,
    action: releaseLooksAction,
    defaults: { personId, id: newId() },
    drafts: false,
  })
  return <ActionForm form={form} submit={t('release')} tone="default" size="xs" savedText={t('released')} />
}
