'use client'

/** Lets exactly what is shown leave, or keeps it: the second person's form. */
import { useTranslations } from 'next-intl'
import { DOWNLOAD_DAYS } from '../../../domain/releases/definitions.ts'
import { DECLINE_REASONS } from '../../../domain/releases/states.ts'
import { RadioField } from '../../../ui/fields/radio-field.tsx'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { chosen } from '../../../ui/form/chosen.ts'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { decideReleaseAction } from '../actions.ts'
import { decideReleaseSchema, RELEASE_DECISIONS } from '../schema.ts'

type DecideFormProps = { releaseId: string; hash: string; version: number }

export function DecideForm({ releaseId, hash, version }: DecideFormProps) {
  const t = useTranslations('releases')
  const form = useActionForm({
    form: 'decide-release',
    subject: releaseId,
    schema: decideReleaseSchema,
    action: decideReleaseAction,
    version,
    defaults: { releaseId, hash, reason: null },
    drafts: false,
  })
  const decision = chosen(form.methods.watch('decision'))
  return (
    <ActionForm
      form={form}
      submit={decision === undefined ? t('confirm') : t(`confirmAs.${decision}`)}
      {...(decision === 'approved' ? { pendingText: t('deciding') } : {})}
    >
      <RadioField
        control={form.control}
        name="decision"
        label={t('decision')}
        options={RELEASE_DECISIONS.map((value) => ({
          value,
          label: t(`choice.${value}`),
          hint: t(`choiceHint.${value}`, { days: DOWNLOAD_DAYS }),
        }))}
      />
      {decision === 'declined' ? (
        <RadioField
          control={form.control}
          name="reason"
          label={t('reason')}
          options={DECLINE_REASONS.map((value) => ({ value, label: t(`declineReason.${value}`) }))}
        />
      ) : null}
    </ActionForm>
  )
}
