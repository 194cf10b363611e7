'use client'

/** One answer of the person about their data, for one or several purposes. Nothing is ticked beforehand: each is asked. */
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { basisAsksExplanation } from '../../../domain/pathway/data-basis.ts'
import { BASIS_GROUNDS, BASIS_PURPOSES, type BasisPurpose } from '../../../domain/pathway/vocabulary.ts'
import { Card } from '../../../ui/card.tsx'
import { CheckboxGroupField } from '../../../ui/fields/checkbox-group-field.tsx'
import { PartialDateField } from '../../../ui/fields/partial-date-field.tsx'
import { RadioField } from '../../../ui/fields/radio-field.tsx'
import { TextAreaField } from '../../../ui/fields/text-area-field.tsx'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { chosen } from '../../../ui/form/chosen.ts'
import { readDraft } from '../../../ui/form/drafts.tsx'
import { newId } from '../../../ui/form/new-id.ts'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { sentenceCase } from '../../../ui/sentence-case.ts'
import { recordBasisAction } from '../actions.ts'
import { basisSchema, EXPLANATION_LENGTH } from '../schema.ts'

type BasisFormProps = { caseId: string; caseCode: string; today: string; draft: unknown }

export function BasisForm({ caseId, caseCode, today, draft }: BasisFormProps) {
  const t = useTranslations('bases')
  const words = useTranslations('vocabulary')
  const back = useTranslations('form')('cancel')
  const router = useRouter()
  const here = `/cases/${caseCode}`
  const form = useActionForm({
    form: 'basis',
    subject: caseId,
    schema: basisSchema,
    action: recordBasisAction,
    initialDraft: readDraft(draft),
    defaults: { caseId, ids: newIds(), purposes: [], occurredOn: today, explanation: '' },
    onDone: () => {
      router.replace(here)
    },
  })
  const ground = chosen(form.methods.watch('ground'))
  return (
    <Card title={t('title')}>
      <ActionForm form={form} submit={t('save')} cancel={{ href: here, label: back }}>
        <CheckboxGroupField
          control={form.control}
          name="purposes"
          label={t('purposes')}
          hint={t('purposesHint')}
          options={BASIS_PURPOSES.map((one) => ({ value: one, label: t(`purpose.${one}`) }))}
        />
        <RadioField
          control={form.control}
          name="ground"
          label={t('ground')}
          options={BASIS_GROUNDS.map((one) => ({
            value: one,
            label: sentenceCase(words(`basisGround.${one}`)),
            hint: t(`groundHint.${one}`),
          }))}
        />
        <PartialDateField control={form.control} name="occurredOn" label={t('occurredOn')} />
        {ground === undefined ? null : (
          <TextAreaField
            control={form.control}
            name="explanation"
            label={t(`explanation.${ground}`)}
            hint={t('whoReads')}
            optional={!basisAsksExplanation(ground)}
            limit={EXPLANATION_LENGTH}
            rows={2}
          />
        )}
      </ActionForm>
    </Card>
  )
}

function newIds(): Record<BasisPurpose, string> {
  return { keep: newId(), 'share-unhcr': newId(), 'share-korea': newId(), statistics: newId() }
}
