'use client'

/** A risk assessment: every score has its own words, so that two tired people choose the same one. */
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { isHighRisk, proposedReview, type RiskScores } from '../../../domain/pathway/risk-level.ts'
import { RISK_FACTORS, RISK_SCALE } from '../../../domain/pathway/vocabulary.ts'
import { Card } from '../../../ui/card.tsx'
import { DayField } from '../../../ui/fields/day-field.tsx'
import { ScoreField } from '../../../ui/fields/score-field.tsx'
import { TextAreaField } from '../../../ui/fields/text-area-field.tsx'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { readDraft } from '../../../ui/form/drafts.tsx'
import { newId } from '../../../ui/form/new-id.ts'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { recordRiskAction } from '../actions.ts'
import { EXPLANATION_LENGTH, riskSchema } from '../schema.ts'

type RiskFormProps = { caseId: string; caseCode: string; today: string; draft: unknown }

const SLIGHT = { refoulement: 1, health: 1, exposure: 1, dependants: 1 } satisfies RiskScores
const GRAVE = { refoulement: 5, health: 5, exposure: 5, dependants: 5 } satisfies RiskScores

export function RiskForm({ caseId, caseCode, today, draft }: RiskFormProps) {
  const t = useTranslations('risk')
  const back = useTranslations('form')('cancel')
  const router = useRouter()
  const here = `/cases/${caseCode}`
  const form = useActionForm({
    form: 'risk',
    subject: caseId,
    schema: riskSchema,
    action: recordRiskAction,
    initialDraft: readDraft(draft),
    defaults: {
      caseId,
      id: newId(),
      occurredOn: today,
      reviewOn: proposedReview(today, SLIGHT),
      explanation: '',
    },
    onDone: () => {
      router.replace(here)
    },
  })
  const { getValues, setValue, watch } = form.methods
  const [refoulement, health, exposure, dependants] = watch(RISK_FACTORS)
  const high = isHighRisk({ refoulement, health, exposure, dependants })

  // The proposed day follows the scores as long as nobody has chosen another one.
  const proposedFor = useRef(high)
  useEffect(() => {
    if (proposedFor.current === high) return
    proposedFor.current = high
    if (getValues('reviewOn') === proposedReview(today, high ? SLIGHT : GRAVE)) {
      setValue('reviewOn', proposedReview(today, high ? GRAVE : SLIGHT))
    }
  }, [high, today, getValues, setValue])

  return (
    <Card title={t('title')}>
      <ActionForm form={form} submit={t('save')} cancel={{ href: here, label: back }}>
        {RISK_FACTORS.map((factor) => (
          <ScoreField
            key={factor}
            control={form.control}
            name={factor}
            label={t(`question.${factor}`)}
            from={1}
            to={5}
            texts={RISK_SCALE.map((score) => `${score} · ${t(`anchor.${factor}.${score}`)}`)}
            stacked
          />
        ))}
        <DayField control={form.control} name="occurredOn" label={t('occurredOn')} />
        <DayField
          control={form.control}
          name="reviewOn"
          label={t('reviewOn')}
          hint={high ? t('reviewHigh') : t('reviewOther')}
        />
        <TextAreaField
          control={form.control}
          name="explanation"
          label={t('explanation')}
          hint={t('whoReads')}
          optional={!high}
          limit={EXPLANATION_LENGTH}
          rows={2}
        />
      </ActionForm>
    </Card>
  )
}
