'use client'

/**
 * The plan of a journey. Each save is a new version and needs a new approval, so the newest one is where it starts. The page
 * itself brings no route: the form asks for it when it opens, which is a look like any other and counts as one.
 */
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { fallbackLines } from '../../../domain/pathway/fallbacks.ts'
import { TRAVEL_DOCUMENTS } from '../../../domain/pathway/vocabulary.ts'
import { Card } from '../../../ui/card.tsx'
import { DayField } from '../../../ui/fields/day-field.tsx'
import { RadioField } from '../../../ui/fields/radio-field.tsx'
import { TextAreaField } from '../../../ui/fields/text-area-field.tsx'
import { TextField } from '../../../ui/fields/text-field.tsx'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { readDraft } from '../../../ui/form/drafts.tsx'
import { failureOf, type Failure } from '../../../ui/form/failure.ts'
import { newId } from '../../../ui/form/new-id.ts'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { Notice } from '../../../ui/notice.tsx'
import { sentenceCase } from '../../../ui/sentence-case.ts'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { openPlanAction, planJourneyAction } from '../actions.ts'
import { FALLBACKS_LENGTH, journeyPlanSchema, ROUTE_LENGTH, type JourneyPlanDto } from '../schema.ts'

type JourneyPlanFormProps = {
  caseId: string
  caseCode: string
  draft: unknown
  /** Whoever fills the form may read where the newest plan leads. */
  mayRead: boolean
  /** Version of the newest plan, whoever may read it; null when there is none. */
  planVersion: number | null
}

export function JourneyPlanForm(props: JourneyPlanFormProps) {
  const { caseId, mayRead, planVersion } = props
  const t = useTranslations('journeys')
  const refusals = useTranslations('refusals')
  const asks = mayRead && planVersion !== null
  const [opened, setOpened] = useState<{ readonly plan: JourneyPlanDto | null } | Failure | null>(
    asks ? null : { plan: null },
  )
  useEffect(() => {
    if (!asks) return undefined
    let wanted = true
    openPlanAction({ caseId }).then(
      (outcome) => {
        if (wanted) setOpened(outcome.ok ? { plan: outcome.value } : outcome.refusal)
      },
      (error: unknown) => {
        if (wanted) setOpened(failureOf(error))
      },
    )
    return () => {
      wanted = false
    }
  }, [asks, caseId])
  return (
    <Card title={planVersion === null ? t('title') : t('titleAgain', { version: planVersion + 1 })}>
      {opened === null ? <Skeleton lines={8} /> : null}
      {typeof opened === 'string' ? (
        <Notice tone="danger">{refusals(opened === 'unreachable' ? 'failed' : opened)}</Notice>
      ) : null}
      {opened === null || typeof opened === 'string' ? null : <OpenedForm {...props} plan={opened.plan} />}
    </Card>
  )
}

type OpenedFormProps = JourneyPlanFormProps & { plan: JourneyPlanDto | null }

function OpenedForm({ caseId, caseCode, draft, plan, planVersion }: OpenedFormProps) {
  const t = useTranslations('journeys')
  const words = useTranslations('vocabulary')
  const back = useTranslations('form')('cancel')
  const router = useRouter()
  const here = `/cases/${caseCode}`
  const form = useActionForm({
    form: 'journey-plan',
    subject: caseId,
    schema: journeyPlanSchema,
    action: planJourneyAction,
    version: planVersion ?? undefined,
    initialDraft: readDraft(draft),
    defaults: {
      caseId,
      id: newId(),
      ...(plan === null ? {} : { travelDocument: plan.travelDocument }),
      departsOn: plan?.departsOn ?? '',
      route: plan?.route ?? '',
      fallbacks: plan?.fallbacks ?? '',
      escort: plan?.escort ?? '',
    },
    onDone: () => {
      router.replace(here)
    },
  })
  const counted = fallbackLines(form.methods.watch('fallbacks')).length
  return (
    <>
      {planVersion === null ? null : (
        <Notice tone="info">{plan === null ? t('hidden') : t('newVersion')}</Notice>
      )}
      <ActionForm form={form} submit={t('save')} cancel={{ href: here, label: back }}>
        <RadioField
          control={form.control}
          name="travelDocument"
          label={t('document')}
          inline
          options={TRAVEL_DOCUMENTS.map((document) => ({
            value: document,
            label: sentenceCase(words(`travelDocument.${document}`)),
          }))}
        />
        <DayField control={form.control} name="departsOn" label={t('departsOn')} optional />
        <TextAreaField
          control={form.control}
          name="route"
          label={t('route')}
          hint={t('routeHint')}
          limit={ROUTE_LENGTH}
          rows={4}
        />
        <TextAreaField
          control={form.control}
          name="fallbacks"
          label={t('fallbacks')}
          hint={t('fallbacksHint', { count: counted })}
          limit={FALLBACKS_LENGTH}
          rows={3}
          optional
        />
        <TextField control={form.control} name="escort" label={t('escort')} hint={t('escortHint')} optional />
      </ActionForm>
    </>
  )
}
