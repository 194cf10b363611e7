'use client'

/** The emergency move: when, and why. It is recorded at once; what the gate would have asked becomes tasks. */
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { EMERGENCY_TARGETS } from '../../../domain/pathway/moves.ts'
import { PartialDateField } from '../../../ui/fields/partial-date-field.tsx'
import { RadioField } from '../../../ui/fields/radio-field.tsx'
import { TextAreaField } from '../../../ui/fields/text-area-field.tsx'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { readDraft } from '../../../ui/form/drafts.tsx'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { newId } from '../../../ui/form/new-id.ts'
import { moveInEmergencyAction } from '../actions.ts'
import { emergencySchema, REASON_LENGTH, type Crossroads } from '../schema.ts'

export function EmergencyForm({ at }: { at: Crossroads }) {
  const t = useTranslations('pathway')
  const stages = useTranslations('stages')
  const router = useRouter()
  const here = `/cases/${at.code}`
  const targets = EMERGENCY_TARGETS.filter((target) => at.emergencyTargets.includes(target))
  const form = useActionForm({
    form: 'emergency',
    subject: at.caseId,
    schema: emergencySchema,
    action: moveInEmergencyAction,
    initialDraft: readDraft(at.draft),
    defaults: {
      caseId: at.caseId,
      spellId: newId(),
      to: targets[0] ?? 'safe-house',
      occurredOn: at.today,
      reason: '',
    },
    onDone: () => {
      router.push(here)
    },
  })
  return (
    <ActionForm
      form={form}
      submit={t('recordNow')}
      tone="danger"
      cancel={{ href: here, label: t('backToCase') }}
    >
      {targets.length > 1 ? (
        <RadioField
          control={form.control}
          name="to"
          label={t('whereAreThey')}
          options={targets.map((target) => ({ value: target, label: stages(target) }))}
          inline
        />
      ) : null}
      <PartialDateField control={form.control} name="occurredOn" label={t('happenedOn')} />
      <TextAreaField
        control={form.control}
        name="reason"
        label={t('emergencyReason')}
        hint={t('whoReads')}
        limit={REASON_LENGTH}
        rows={3}
      />
    </ActionForm>
  )
}
