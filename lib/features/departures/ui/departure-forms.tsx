'use client'

/** Suspends a colleague, with or without passing on what they carry. */
import { Stack } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { Disclosure } from '../../../ui/disclosure.tsx'
import { CheckboxField } from '../../../ui/fields/checkbox-field.tsx'
import { SelectField } from '../../../ui/fields/select-field.tsx'
import { TextAreaField } from '../../../ui/fields/text-area-field.tsx'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { letGoAction, suspendPersonAction } from '../actions.ts'
import { departureSchema, REASON_LENGTH, suspendSchema, type Departure } from '../schema.ts'

export function SuspendForm({ person }: { person: Departure['person'] }) {
  const t = useTranslations('departures')
  const form = useActionForm({
    form: 'suspend',
    subject: person.id,
    schema: suspendSchema,
    action: suspendPersonAction,
    defaults: { personId: person.id, reason: '', onCallToo: false },
    version: person.version,
    drafts: false,
  })
  return (
    <ActionForm form={form} submit={t('suspend')} tone="danger">
      <TextAreaField
        control={form.control}
        name="reason"
        label={t('reason')}
        hint={t('reasonHint')}
        limit={REASON_LENGTH}
        rows={2}
      />
      {person.onCall && !person.shutOut ? (
        <CheckboxField
          control={form.control}
          name="onCallToo"
          label={t('onCallToo', { name: person.name })}
        />
      ) : null}
    </ActionForm>
  )
}

/** One colleague for all cases; another one for some of them, where somebody is chosen. */
export function LetGoForm({ departure }: { departure: Departure }) {
  const t = useTranslations('departures')
  const stages = useTranslations('stages')
  const { person, carried, receivers } = departure
  const form = useActionForm({
    form: 'let-go',
    subject: person.id,
    schema: departureSchema,
    action: letGoAction,
    defaults: {
      personId: person.id,
      reason: '',
      onCallToo: false,
      shutOut: person.shutOut,
      receiverId: '',
      byCase: Object.fromEntries(carried.map(({ id }) => [id, ''])),
    },
    version: person.version,
    drafts: false,
  })
  const options = receivers.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <ActionForm form={form} submit={t(person.shutOut ? 'passOn' : 'letGo')} tone="danger">
      <SelectField
        control={form.control}
        name="receiverId"
        label={t('receiver')}
        hint={t('receiverHint')}
        options={options}
      />
      <Disclosure summary={t('caseByCase')}>
        <Stack gap="md">
          {carried.map(({ id, code, stage }) => (
            <SelectField
              key={id}
              control={form.control}
              name={`byCase.${id}`}
              label={`${code}, ${stages(stage)}`}
              placeholder={t('sameForAll')}
              options={options}
            />
          ))}
        </Stack>
      </Disclosure>
      <TextAreaField
        control={form.control}
        name="reason"
        label={t('reason')}
        hint={t('reasonHint')}
        limit={REASON_LENGTH}
        rows={2}
      />
      {person.onCall && !person.shutOut ? (
        <CheckboxField
          control={form.control}
          name="onCallToo"
          label={t('onCallToo', { name: person.name })}
        />
      ) : null}
    </ActionForm>
  )
}
