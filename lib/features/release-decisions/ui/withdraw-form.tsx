'use client'

/** Says that what left was a mistake: nobody fetches it any more. */
import { useTranslations } from 'next-intl'
import { WITHDRAW_REASONS } from '../../../domain/releases/states.ts'
import { RadioField } from '../../../ui/fields/radio-field.tsx'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { withdrawReleaseAction } from '../actions.ts'
import { withdrawSchema } from '../schema.ts'

export function WithdrawForm({ releaseId, version }: { releaseId: string; version: number }) {
  const t = useTranslations('releases')
  const form = useActionForm({
    form: 'withdraw-release',
    subject: releaseId,
    schema: withdrawSchema,
    action: withdrawReleaseAction,
    version,
    defaults: { releaseId },
    drafts: false,
  })
  return (
    <ActionForm form={form} submit={t('withdraw')} tone="danger">
      <p data-dimmed>{t('withdrawText')}</p>
      <RadioField
        control={form.control}
        name="reason"
        label={t('reason')}
        options={WITHDRAW_REASONS.map((value) => ({ value, label: t(`withdrawReason.${value}`) }))}
      />
    </ActionForm>
  )
}
