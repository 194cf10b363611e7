'use client'

/** An incident: what, how grave, when. The usual gravity of its kind is proposed; words may follow later. */
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { USUAL_SEVERITY } from '../../../domain/pathway/usual-severity.ts'
import { SEVERITIES, type IncidentKind, type Severity } from '../../../domain/pathway/vocabulary.ts'
import { Card } from '../../../ui/card.tsx'
import { PartialDateField } from '../../../ui/fields/partial-date-field.tsx'
import { RadioField } from '../../../ui/fields/radio-field.tsx'
import { SelectField } from '../../../ui/fields/select-field.tsx'
import { TextAreaField } from '../../../ui/fields/text-area-field.tsx'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { chosen } from '../../../ui/form/chosen.ts'
import { readDraft } from '../../../ui/form/drafts.tsx'
import { newId } from '../../../ui/form/new-id.ts'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { sentenceCase } from '../../../ui/sentence-case.ts'
import { reportIncidentAction } from '../actions.ts'
import { ACCOUNT_LENGTH, incidentSchema } from '../schema.ts'
import { useKindOptions } from './use-kind-options.ts'

type IncidentFormProps = { caseId: string; caseCode: string; today: string; draft: unknown }

export function IncidentForm({ caseId, caseCode, today, draft }: IncidentFormProps) {
  const t = useTranslations('incidents')
  const words = useTranslations('vocabulary')
  const kinds = useKindOptions()
  const back = useTranslations('form')('cancel')
  const router = useRouter()
  const here = `/cases/${caseCode}`
  const form = useActionForm({
    form: 'incident',
    subject: caseId,
    schema: incidentSchema,
    action: reportIncidentAction,
    initialDraft: readDraft(draft),
    defaults: { caseId, id: newId(), occurredOn: today, account: '' },
    onDone: () => {
      router.replace(here)
    },
  })
  const { getValues, setValue, watch } = form.methods
  const kind = chosen(watch('kind'))
  const severity = chosen(watch('severity'))

  // The proposal follows the kind as long as nobody has chosen another severity.
  const proposedFor = useRef(kind)
  useEffect(() => {
    const before = proposedFor.current
    if (before === kind) return
    proposedFor.current = kind
    const untouched = chosen(getValues('severity')) === usual(before)
    if (kind !== undefined && untouched) setValue('severity', USUAL_SEVERITY[kind])
  }, [kind, getValues, setValue])

  const critical = severity === 'critical'
  return (
    <Card title={t('title')} tone={critical ? 'alert' : 'plain'}>
      <ActionForm
        form={form}
        submit={critical ? t('reportAndAlert') : t('report')}
        tone={critical ? 'danger' : 'primary'}
        cancel={{ href: here, label: back }}
      >
        <SelectField control={form.control} name="kind" label={t('kind')} options={kinds} />
        <RadioField
          control={form.control}
          name="severity"
          label={t('severity')}
          options={SEVERITIES.map((one) => ({
            value: one,
            label: sentenceCase(words(`severity.${one}`)),
            hint: t(`severityHint.${one}`),
          }))}
        />
        <PartialDateField control={form.control} name="occurredOn" label={t('occurredOn')} />
        <TextAreaField
          control={form.control}
          name="account"
          label={t('account')}
          hint={t('accountHint')}
          limit={ACCOUNT_LENGTH}
          rows={3}
          optional
        />
      </ActionForm>
    </Card>
  )
}

function usual(kind: IncidentKind | undefined): Severity | undefined {
  return kind === undefined ? undefined : USUAL_SEVERITY[kind]
}
