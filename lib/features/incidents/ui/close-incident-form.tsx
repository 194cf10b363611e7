'use client'

/** Closes one incident, as it was read. */
import { useTranslations } from 'next-intl'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { closeIncidentAction } from '../actions.ts'
import { closeIncidentSchema } from '../schema.ts'

type CloseIncidentFormProps = { caseId: string; incidentId: string; version: number }

export function CloseIncidentForm({ caseId, incidentId, version }: CloseIncidentFormProps) {
  const t = useTranslations('incidents')
  const form = useActionForm({
    form: 'incident-close',
    subject: incidentId,
    schema: closeIncidentSchema,
    action: closeIncidentAction,
    defaults: { caseId, incidentId },
    version,
    drafts: false,
  })
  return <ActionForm form={form} submit={t('close')} tone="default" size="xs" />
}
