'use client'

/** A screening: two questions, each answer with what it looks like, and what the result will mean, before it is saved. */
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { asksExplanation, screeningResult } from '../../../domain/pathway/screening-result.ts'
import { SCREENING_RESULTS } from '../../../domain/pathway/vocabulary.ts'
import { Card } from '../../../ui/card.tsx'
import { PartialDateField } from '../../../ui/fields/partial-date-field.tsx'
import { RadioField } from '../../../ui/fields/radio-field.tsx'
import { TextAreaField } from '../../../ui/fields/text-area-field.tsx'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { chosen } from '../../../ui/form/chosen.ts'
import { readDraft } from '../../../ui/form/drafts.tsx'
import { newId } from '../../../ui/form/new-id.ts'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { Notice } from '../../../ui/notice.tsx'
import { sentenceCase } from '../../../ui/sentence-case.ts'
import { recordScreeningAction } from '../actions.ts'
import { EXPLANATION_LENGTH, screeningSchema } from '../schema.ts'

type ScreeningFormProps = { caseId: string; caseCode: string; today: string; draft: unknown }

export function ScreeningForm({ caseId, caseCode, today, draft }: ScreeningFormProps) {
  const t = useTranslations('screening')
  const words = useTranslations('vocabulary')
  const back = useTranslations('form')('cancel')
  const router = useRouter()
  const here = `/cases/${caseCode}`
  const form = useActionForm({
    form: 'screening',
    subject: caseId,
    schema: screeningSchema,
    action: recordScreeningAction,
    initialDraft: readDraft(draft),
    defaults: { caseId, id: newId(), occurredOn: today, explanation: '' },
    onDone: () => {
      router.replace(here)
    },
  })
  const infiltration = chosen(form.methods.watch('infiltration'))
  const coercion = chosen(form.methods.watch('coercion'))
  const result = screeningResult(infiltration ?? 'clear', coercion ?? 'clear')
  return (
    <Card title={t('title')}>
      <ActionForm form={form} submit={t('save')} cancel={{ href: here, label: back }}>
        <RadioField
          control={form.control}
          name="infiltration"
          label={t('infiltration')}
          options={SCREENING_RESULTS.map((one) => ({
            value: one,
            label: sentenceCase(words(`screeningResult.${one}`)),
            hint: t(`infiltrationHint.${one}`),
          }))}
        />
        <RadioField
          control={form.control}
          name="coercion"
          label={t('coercion')}
          options={SCREENING_RESULTS.map((one) => ({
            value: one,
            label: sentenceCase(words(`screeningResult.${one}`)),
            hint: t(`coercionHint.${one}`),
          }))}
        />
        <PartialDateField control={form.control} name="occurredOn" label={t('occurredOn')} />
        <TextAreaField
          control={form.control}
          name="explanation"
          label={t('explanation')}
          hint={t('whoReads')}
          optional={!asksExplanation(result)}
          limit={EXPLANATION_LENGTH}
          rows={2}
        />
        {result === 'clear' ? null : (
          <Notice tone={result === 'failed' ? 'danger' : 'warning'}>{t(`consequence.${result}`)}</Notice>
        )}
      </ActionForm>
    </Card>
  )
}
