'use client'

/** Gives a case to another worker of the team, at once and wholly. */
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { Card } from '../../../ui/card.tsx'
import { RadioField } from '../../../ui/fields/radio-field.tsx'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { assignCaseAction } from '../actions.ts'
import { assignCaseSchema, type Worker } from '../schema.ts'

type AssignFormProps = { caseId: string; caseCode: string; version: number; workers: readonly Worker[] }

/** @param workers colleagues of the team who do not carry the case already */
export function AssignForm({ caseId, caseCode, version, workers }: AssignFormProps) {
  const t = useTranslations('assignments')
  const cancel = useTranslations('form')('cancel')
  const router = useRouter()
  const here = `/cases/${caseCode}`
  const form = useActionForm({
    form: 'assign',
    subject: caseId,
    schema: assignCaseSchema,
    action: assignCaseAction,
    defaults: { caseId },
    version,
    drafts: false,
    onDone: () => {
      router.replace(here)
    },
  })
  return (
    <Card title={t('assignTitle')}>
      {workers.length === 0 ? (
        <p>{t('assignNobody')}</p>
      ) : (
        <ActionForm form={form} submit={t('assign')} cancel={{ href: here, label: cancel }}>
          <RadioField
            control={form.control}
            name="workerId"
            label={t('worker')}
            hint={t('assignHint')}
            options={workers.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </ActionForm>
      )}
    </Card>
  )
}
