'use client'

/** Hands a case over to a colleague; for some hours both have it, so that nothing is lost between them. */
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { OVERLAP_HOURS } from '../../../domain/work/assignments.ts'
import { Card } from '../../../ui/card.tsx'
import { NumberField } from '../../../ui/fields/number-field.tsx'
import { RadioField } from '../../../ui/fields/radio-field.tsx'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { handOverCaseAction } from '../actions.ts'
import { handOverSchema, type Worker } from '../schema.ts'

type HandOverFormProps = { caseId: string; caseCode: string; version: number; workers: readonly Worker[] }

/** @param workers colleagues of the team whose case it is not already */
export function HandOverForm({ caseId, caseCode, version, workers }: HandOverFormProps) {
  const t = useTranslations('assignments')
  const cancel = useTranslations('form')('cancel')
  const router = useRouter()
  const here = `/cases/${caseCode}`
  const form = useActionForm({
    form: 'hand-over',
    subject: caseId,
    schema: handOverSchema,
    action: handOverCaseAction,
    defaults: { caseId, overlapHours: OVERLAP_HOURS },
    version,
    drafts: false,
    onDone: () => {
      router.replace(here)
    },
  })
  return (
    <Card title={t('handOverTitle')}>
      {workers.length === 0 ? (
        <p>{t('assignNobody')}</p>
      ) : (
        <ActionForm form={form} submit={t('handOver')} cancel={{ href: here, label: cancel }}>
          <RadioField
            control={form.control}
            name="workerId"
            label={t('to')}
            hint={t('handOverHint')}
            options={workers.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <NumberField
            control={form.control}
            name="overlapHours"
            label={t('overlap')}
            hint={t('overlapHint')}
          />
        </ActionForm>
      )}
    </Card>
  )
}
