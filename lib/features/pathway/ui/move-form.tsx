'use client'

/** Decides where a case goes next: the ways on, what each gate says, the day, and an override where one may. */
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { isBackward } from '../../../domain/pathway/moves.ts'
import { POSITION } from '../../../domain/pathway/stages.ts'
import { CheckboxField } from '../../../ui/fields/checkbox-field.tsx'
import { PartialDateField } from '../../../ui/fields/partial-date-field.tsx'
import { RadioField } from '../../../ui/fields/radio-field.tsx'
import { TextAreaField } from '../../../ui/fields/text-area-field.tsx'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { readDraft } from '../../../ui/form/drafts.tsx'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { newId } from '../../../ui/form/new-id.ts'
import { moveCaseAction } from '../actions.ts'
import { moveSchema, REASON_LENGTH, type Crossroads } from '../schema.ts'
import { GateOf } from './gate-of.tsx'

export function MoveForm({ at, chosen }: { at: Crossroads; chosen: string | null }) {
  const t = useTranslations('pathway')
  const stages = useTranslations('stages')
  const router = useRouter()
  const here = `/cases/${at.code}`
  const forward = at.ways.find((way) => POSITION[way.to] === (POSITION[at.stage] ?? 0) + 1) ?? at.ways[0]
  const form = useActionForm({
    form: 'move',
    subject: at.caseId,
    schema: moveSchema,
    action: moveCaseAction,
    version: at.version,
    initialDraft: readDraft(at.draft),
    defaults: {
      caseId: at.caseId,
      spellId: newId(),
      to: at.ways.find((way) => way.to === chosen)?.to ?? forward?.to ?? 'contact',
      occurredOn: '',
      reason: '',
      override: false,
    },
    onDone: () => {
      router.push(here)
    },
  })
  const to = form.methods.watch('to')
  const override = form.methods.watch('override')
  const way = at.ways.find((candidate) => candidate.to === to)
  const blocked = (way?.unmet.length ?? 0) > 0
  const needsReason = blocked ? override : isBackward(at.stage, to)

  // An override that was ticked for another stage is none for this one.
  const { setValue } = form.methods
  useEffect(() => {
    if (override && !blocked) setValue('override', false)
  }, [override, blocked, setValue])

  return (
    <ActionForm
      form={form}
      submit={t(blocked && override ? 'override' : 'move', { stage: stages(to) })}
      tone={blocked ? 'danger' : 'primary'}
      cancel={{ href: here, label: t('backToCase') }}
    >
      <RadioField
        control={form.control}
        name="to"
        label={t('whereTo')}
        options={at.ways.map((option) => ({
          value: option.to,
          label: stages(option.to),
          hint: option.unmet.length === 0 ? t('ready') : t('missing', { count: option.unmet.length }),
        }))}
      />
      {way === undefined ? null : (
        <GateOf code={at.code} way={way} warnings={to === 'transit' ? at.warnings : []} />
      )}
      {blocked && at.mayOverride ? (
        <CheckboxField
          control={form.control}
          name="override"
          label={t('overrideLabel')}
          hint={t('overrideHint')}
        />
      ) : null}
      <PartialDateField control={form.control} name="occurredOn" label={t('happenedOn')} />
      {needsReason ? (
        <TextAreaField
          control={form.control}
          name="reason"
          label={t(blocked ? 'overrideReason' : 'backReason')}
          hint={t('whoReads')}
          limit={REASON_LENGTH}
          rows={3}
        />
      ) : null}
    </ActionForm>
  )
}
