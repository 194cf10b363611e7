'use client'

/** A confirmed arrival in Korea: when, and who says so. */
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { Card } from '../../../ui/card.tsx'
import { PartialDateField } from '../../../ui/fields/partial-date-field.tsx'
import { TextField } from '../../../ui/fields/text-field.tsx'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { readDraft } from '../../../ui/form/drafts.tsx'
import { newId } from '../../../ui/form/new-id.ts'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { recordArrivalAction } from '../actions.ts'
import { arrivalSchema } from '../schema.ts'

type ArrivalFormProps = { caseId: string; caseCode: string; today: string; draft: unknown }

export function ArrivalForm({ caseId, caseCode, today, draft }: ArrivalFormProps) {
  const t = useTranslations('arrivals')
  const back = useTranslations('form')('cancel')
  const router = useRouter()
  const here = `/cases/${caseCode}`
  const form = useActionForm({
    form: 'arrival',
    subject: caseId,
    schema: arrivalSchema,
    action: recordArrivalAction,
    initialDraft: readDraft(draft),
    defaults: { caseId, id: newId(), occurredOn: today, confirmedBy: '' },
    onDone: () => {
      router.replace(here)
    },
  })
  return (
    <Card title={t('title')}>
      <ActionForm form={form} submit={t('save')} cancel={{ href: here, label: back }}>
        <PartialDateField control={form.control} name="occurredOn" label={t('occurredOn')} />
        <TextField
          control={form.control}
          name="confirmedBy"
          label={t('confirmedBy')}
          hint={t('confirmedByHint')}
        />
      </ActionForm>
    </Card>
  )
}
