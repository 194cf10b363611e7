'use client'

/** Opens the case to a guest: who, what of it, and on which days. */
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { GUEST_SECTIONS } from '../../../domain/policy/guests.ts'
import { Card } from '../../../ui/card.tsx'
import { CheckboxGroupField } from '../../../ui/fields/checkbox-group-field.tsx'
import { DayField } from '../../../ui/fields/day-field.tsx'
import { RadioField } from '../../../ui/fields/radio-field.tsx'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { newId } from '../../../ui/form/new-id.ts'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { shareCaseAction } from '../actions.ts'
import { shareCaseSchema, type GuestChoice } from '../schema.ts'

type ShareFormProps = { caseId: string; caseCode: string; today: string; guests: readonly GuestChoice[] }

export function ShareForm({ caseId, caseCode, today, guests }: ShareFormProps) {
  const t = useTranslations('guests')
  const cancel = useTranslations('form')('cancel')
  const router = useRouter()
  const here = `/cases/${caseCode}`
  const form = useActionForm({
    form: 'guest',
    subject: caseId,
    schema: shareCaseSchema,
    action: shareCaseAction,
    defaults: { caseId, id: newId(), sections: [], fromOn: today, untilOn: today },
    drafts: false,
    onDone: () => {
      router.replace(here)
    },
  })
  return (
    <Card title={t('title')}>
      {guests.length === 0 ? (
        <p>{t('nobody')}</p>
      ) : (
        <ActionForm form={form} submit={t('share')} cancel={{ href: here, label: cancel }}>
          <RadioField
            control={form.control}
            name="guestId"
            label={t('guest')}
            options={guests.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <CheckboxGroupField
            control={form.control}
            name="sections"
            label={t('sections')}
            hint={t('sectionsHint')}
            options={GUEST_SECTIONS.map((one) => ({ value: one, label: t(`section.${one}`) }))}
          />
          <DayField control={form.control} name="fromOn" label={t('fromOn')} />
          <DayField control={form.control} name="untilOn" label={t('untilOn')} hint={t('untilHint')} />
        </ActionForm>
      )}
    </Card>
  )
}
