'use client'

/** Shuts the case to one guest at once. */
import { useTranslations } from 'next-intl'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { endSharingAction } from '../actions.ts'
import { endSharingSchema } from '../schema.ts'

type EndSharingFormProps = { caseId: string; accessId: string; version: number }

export function EndSharingForm({ caseId, accessId, version }: EndSharingFormProps) {
  const t = useTranslations('guests')
  const form = useActionForm({
    form: 'guest-end',
    subject: accessId,
    schema: endSharingSchema,
    action: endSharingAction,
    defaults: { caseId, accessId },
    version,
    drafts: false,
  })
  return <ActionForm form={form} submit={t('end')} tone="default" size="xs" />
}
