'use client'

/** Closes a case with its outcome; an adverse one names its incident and is a supervisor's to record. */
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
import { closeCaseAction } from '../actions.ts'
import { closeSchema, REASON_LENGTH, type Crossroads } from '../schema.ts'

export function CloseForm({ at }: { at: Crossroads }) {
  const t = useTranslations('pathway')
  const words = useTranslations('vocabulary')
  const router = useRouter()
  const here = `/cases/${at.code}`
  const form = useActionForm({
    form: 'close',
    subject: at.caseId,
    schema: closeSchema,
    action: closeCaseAction,
    version: at.version,
    initialDraft: readDraft(at.draft),
    defaults: {
      caseId: at.caseId,
      spellId: newId(),
      outcome: at.stage === 'hanawon' ? 'settled' : undefined,
      incidentId: '',
      occurredOn: '',
      reason: '',
    },
    onDone: () => {
      router.push(here)
    },
  })
  const outcome = OUTCOMES.find((known) => known === form.methods.watch('outcome'))
  const adverse = outcome !== undefined && ADVERSE[outcome]
  const unmet = outcome === undefined ? [] : (at.unmetByOutcome[outcome] ?? [])

  function hintOf(option: Outcome): string | undefined {
    if (ADVERSE[option] && !at.mayCloseAdverse) return t('supervisorOnly')
    return ADVERSE[option] ? t('adverseHint') : undefined
  }

  return (
    <ActionForm form={form} submit={t('close')} tone="danger" cancel={{ href: here, label: t('backToCase') }}>
      <RadioField
        control={form.control}
        name="outcome"
        label={t('howEnded')}
        options={OUTCOMES.map((option) => ({
          value: option,
          label: sentenceCase(words(`outcome.${option}`)),
          hint: hintOf(option),
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
