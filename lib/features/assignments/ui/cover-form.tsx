'use client'

/** Lets a colleague stand in during an absence, until the end of a day. */
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { Card } from '../../../ui/card.tsx'
import { DayField } from '../../../ui/fields/day-field.tsx'
import { RadioField } from '../../../ui/fields/radio-field.tsx'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { coverCaseAction } from '../actions.ts'
import { coverSchema, type Worker } from '../schema.ts'

type CoverFormProps = { caseId: string; caseCode: string; version: number; workers: readonly Worker[] }

/** @param workers colleagues of the team who do not have the case in any way */
export function CoverForm({ caseId, caseCode, version, workers }: CoverFormProps) {
  const t = useTranslations('assignments')
  const cancel = useTranslations('form')('cancel')
  const router = useRouter()
  const here = `/cases/${caseCode}`
  const form = useActionForm({
    form: 'cover',
    subject: caseId,
    schema: coverSchema,
    action: coverCaseAction,
    defaults: { caseId, untilOn: '' },
    version,
    drafts: false,
    onDone: () => {
      router.replace(here)
    },
  })
  return (
    <Card title={t('coverTitle')}>
      {workers.length === 0 ? (
        <p>{t('assignNobody')}</p>
      ) : (
        <ActionForm form={form} submit={t('cover')} cancel={{ href: here, label: cancel }}>
          <RadioField
            control={form.control}
            name="workerId"
            label={t('by')}
            hint={t('coverHint')}
            options={workers.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <DayField control={form.control} name="untilOn" label={t('untilOn')} hint={t('untilOnHint')} />
        </ActionForm>
      )}
    </Card>
  )
}
