'use client'

/** Opens a case: how it came to us, what is known of the person, with whom they escape, and who works on it. */
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { CHANNELS } from '../../../domain/pathway/vocabulary.ts'
import { Card } from '../../../ui/card.tsx'
import { FieldRow } from '../../../ui/fields/field-row.tsx'
import { PartialDateField } from '../../../ui/fields/partial-date-field.tsx'
import { RadioField } from '../../../ui/fields/radio-field.tsx'
import { SelectField } from '../../../ui/fields/select-field.tsx'
import { TextField } from '../../../ui/fields/text-field.tsx'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { readDraft } from '../../../ui/form/drafts.tsx'
import { newId } from '../../../ui/form/new-id.ts'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { sentenceCase } from '../../../ui/sentence-case.ts'
import { createCaseAction } from '../actions.ts'
import { createCaseSchema, type NewCasePage } from '../schema.ts'
import { BackgroundFields } from './background-fields.tsx'
import { Fields } from './fields.tsx'
import { PersonFields } from './person-fields.tsx'

type NewCaseFormProps = { page: NewCasePage; householdOf: string }

export function NewCaseForm({ page, householdOf }: NewCaseFormProps) {
  const t = useTranslations('cases')
  const words = useTranslations('vocabulary')
  const cancel = useTranslations('form')('cancel')
  const router = useRouter()
  const form = useActionForm({
    form: 'case.create',
    schema: createCaseSchema,
    action: createCaseAction,
    initialDraft: readDraft(page.draft),
    defaults: {
      id: newId(),
      sex: 'unknown',
      enlisted: 'unknown',
      visaPurpose: 'unknown',
      passportWithheld: 'unknown',
      wagesWithheld: 'unknown',
      ...{ hangul: '', latin: '', cyrillic: '', aliases: '', phone: '', guardian: '', birthYear: null },
      ...{ occurredOn: '', civicGroup: '', safeHours: '', safeWay: '', householdOf, workerId: null },
    },
    onDone: ({ code }) => {
      router.replace(`/cases/${code}`)
    },
  })
  const { control } = form
  return (
    <ActionForm form={form} submit={t('open')} cancel={{ href: '/cases', label: cancel }}>
      <Card title={t('contactTitle')}>
        <Fields>
          <PartialDateField control={control} name="occurredOn" label={t('occurredOn')} />
          <RadioField
            control={control}
            name="channel"
            label={t('channel')}
            options={CHANNELS.map((one) => ({ value: one, label: sentenceCase(words(`channel.${one}`)) }))}
            inline
          />
          <TextField control={control} name="civicGroup" label={t('civicGroup')} hint={t('civicGroupHint')} />
          <FieldRow>
            <TextField
              control={control}
              name="safeHours"
              label={t('safeHours')}
              hint={t('safeHoursHint')}
              optional
            />
            <TextField
              control={control}
              name="safeWay"
              label={t('safeWay')}
              hint={t('safeWayHint')}
              optional
            />
          </FieldRow>
        </Fields>
      </Card>
      <Card title={t('backgroundTitle')}>
        <Fields hint={t('backgroundHint')}>
          <BackgroundFields control={control} />
        </Fields>
      </Card>
      <Card title={t('personTitle')}>
        <Fields hint={t('personHint')}>
          <PersonFields control={control} />
        </Fields>
      </Card>
      <Card title={t('householdTitle')}>
        <Fields>
          <TextField
            control={control}
            name="householdOf"
            label={t('householdOf')}
            hint={t('householdHint')}
            optional
          />
          {page.workers.length === 0 ? null : (
            <SelectField
              control={control}
              name="workerId"
              label={t('worker')}
              hint={t('workerHint')}
              options={page.workers.map(({ id, name }) => ({ value: id, label: name }))}
            />
          )}
        </Fields>
      </Card>
    </ActionForm>
  )
}
