'use client'

/** Closes a case with its outcome; an adverse one names its incident and is asked of a second person first. */
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { ADVERSE, OUTCOMES, type Outcome } from '../../../domain/pathway/stages.ts'
import { PartialDateField } from '../../../ui/fields/partial-date-field.tsx'
import { RadioField } from '../../../ui/fields/radio-field.tsx'
import { SelectField } from '../../../ui/fields/select-field.tsx'
import { TextAreaField } from '../../../ui/fields/text-area-field.tsx'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { readDraft } from '../../../ui/form/drafts.tsx'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { newId } from '../../../ui/form/new-id.ts'
import { Notice } from '../../../ui/notice.tsx'
import { sentenceCase } from '../../../ui/sentence-case.ts'
import { TextLink } from '../../../ui/text-link.tsx'
import { askClosingAction, closeCaseAction } from '../actions.ts'
import { closeSchema, REASON_LENGTH, type Crossroads } from '../schema.ts'
import { ClosingNotice } from './closing-notice.tsx'

type Ending = {
  readonly outcome: Outcome | undefined
  readonly incidentId: string
  readonly occurredOn: string
}

export function CloseForm({ at }: { at: Crossroads }) {
  const t = useTranslations('pathway')
  const words = useTranslations('vocabulary')
  const router = useRouter()
  const here = `/cases/${at.code}`
  const approved = at.closing?.state === 'approved' && at.closing.mine ? at.closing : null

  /** An adverse closing is asked for until exactly this was approved. */
  function isAsked({ outcome, incidentId, occurredOn }: Ending): boolean {
    if (outcome === undefined || !ADVERSE[outcome]) return false
    return (
      approved === null ||
      approved.outcome !== outcome ||
      approved.incidentId !== incidentId ||
      approved.occurredOn !== occurredOn
    )
  }

  const form = useActionForm({
    form: 'close',
    subject: at.caseId,
    schema: closeSchema,
    action: (input) => (isAsked(input) ? askClosingAction(input) : closeCaseAction(input)),
    version: at.version,
    initialDraft: readDraft(at.draft),
    defaults: {
      caseId: at.caseId,
      spellId: newId(),
      outcome: approved?.outcome ?? (at.stage === 'hanawon' ? 'settled' : undefined),
      incidentId: approved?.incidentId ?? '',
      occurredOn: approved?.occurredOn ?? '',
      reason: approved?.reason ?? '',
    },
    onDone: () => {
      router.push(here)
    },
  })
  const outcome = OUTCOMES.find((known) => known === form.methods.watch('outcome'))
  const adverse = outcome !== undefined && ADVERSE[outcome]
  const unmet = outcome === undefined ? [] : (at.unmetByOutcome[outcome] ?? [])

  const [incidentId, occurredOn] = form.methods.watch(['incidentId', 'occurredOn'])
  const asks = isAsked({ outcome, incidentId, occurredOn })

  return (
    <ActionForm
      form={form}
      submit={t(asks ? 'askClosing' : 'close')}
      tone={asks ? 'primary' : 'danger'}
      cancel={{ href: here, label: t('backToCase') }}
    >
      {at.closing === null ? null : <ClosingNotice closing={at.closing} />}
      <RadioField
        control={form.control}
        name="outcome"
        label={t('howEnded')}
        options={OUTCOMES.map((option) => ({
          value: option,
          label: sentenceCase(words(`outcome.${option}`)),
          hint: ADVERSE[option] ? t('adverseHint') : undefined,
        }))}
      />
      {unmet.length === 0 ? null : (
        <Notice tone="warning" title={t('notYet')}>
          {unmet.map((requirement) => words(`requirement.${requirement}`)).join(' · ')}{' '}
          <TextLink href={`${here}?do=contact`}>{t('fill')}</TextLink>
        </Notice>
      )}
      {adverse && at.incidents.length === 0 ? (
        <Notice tone="warning" title={t('noIncident')}>
          <TextLink href={`${here}?do=incident`}>{t('reportIncident')}</TextLink>
        </Notice>
      ) : null}
      {adverse && at.incidents.length > 0 ? (
        <SelectField
          control={form.control}
          name="incidentId"
          label={t('whichIncident')}
          options={at.incidents.map((incident) => ({
            value: incident.id,
            label: `${incident.code} · ${words(`incidentKind.${incident.kind}`)}`,
          }))}
        />
      ) : null}
      <PartialDateField control={form.control} name="occurredOn" label={t('endedOn')} />
      <TextAreaField
        control={form.control}
        name="reason"
        label={t('closeReason')}
        hint={t('whoReads')}
        limit={REASON_LENGTH}
        rows={3}
        optional
      />
    </ActionForm>
  )
}
