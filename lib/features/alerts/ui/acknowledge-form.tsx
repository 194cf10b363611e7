'use client'

/** Says that an alert was seen: it stops ringing for this person, who takes it unless somebody else has. */
import { useTranslations } from 'next-intl'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { acknowledgeAlertAction } from '../actions.ts'
import { alertSeenSchema } from '../schema.ts'

export function AcknowledgeForm({ alertId, answered }: { alertId: string; answered: boolean }) {
  const t = useTranslations('alerts')
  const form = useActionForm({
    form: 'alert-seen',
    subject: alertId,
    schema: alertSeenSchema,
    action: acknowledgeAlertAction,
    defaults: { alertId },
    drafts: false,
  })
  return <ActionForm form={form} submit={t(answered ? 'known' : 'seen')} />
}
