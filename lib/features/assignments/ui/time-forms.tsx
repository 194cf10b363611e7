'use client'

/** Ends somebody's time with a case early, or lets it last longer. */
import { useTranslations } from 'next-intl'
import { DayField } from '../../../ui/fields/day-field.tsx'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { endAssignmentAction, prolongAssignmentAction } from '../actions.ts'
import { endAssignmentSchema, prolongSchema } from '../schema.ts'

type TimeFormProps = { caseId: string; workerId: string; version: number }

export function EndForm({ caseId, workerId, version }: TimeFormProps) {
  const t = useTranslations('assignments')
  const form = useActionForm({
    form: 'assignment-end',
    subject: workerId,
    schema: endAssignmentSchema,
    action: endAssignmentAction,
    defaults: { caseId, workerId },
    version,
    drafts: false,
  })
  return <ActionForm form={form} submit={t('endNow')} tone="default" size="xs" />
}

export function ProlongForm({ caseId, workerId, version }: TimeFormProps) {
  const t = useTranslations('assignments')
  const form = useActionForm({
    form: 'assignment-prolong',
    subject: workerId,
    schema: prolongSchema,
    action: prolongAssignmentAction,
    defaults: { caseId, workerId, untilOn: '' },
    version,
    drafts: false,
  })
  return (
    <ActionForm form={form} submit={t('prolong')} tone="default" size="xs">
      <DayField control={form.control} name="untilOn" label={t('untilOn')} hint={t('untilOnHint')} />
    </ActionForm>
  )
}
