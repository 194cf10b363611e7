'use client'

/** "Their phone was taken": one choice and one button, on the page for emergencies and on the page of a person. */
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Card } from '../../../ui/card.tsx'
import { SelectField } from '../../../ui/fields/select-field.tsx'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { endSessionsAction } from '../actions.ts'
import { seizedSchema, type Colleague } from '../schema.ts'

export function SeizedForm({ colleagues }: { colleagues: readonly Colleague[] }) {
  const t = useTranslations('seizures')
  const [ended, setEnded] = useState(0)
  const form = useActionForm({
    form: 'seized',
    schema: seizedSchema,
    action: endSessionsAction,
    defaults: {},
    drafts: false,
    onDone: (answer) => {
      setEnded(answer.ended)
    },
  })
  return (
    <Card>
      <ActionForm
        form={form}
        submit={t('submit')}
        tone="danger"
        savedText={t('done', { count: ended })}
        failedTitle={t('failed')}
      >
        <p data-dimmed>{t('note')}</p>
        <SelectField
          control={form.control}
          name="personId"
          label={t('whose')}
          options={colleagues.map(({ id, name, team }) => ({
            value: id,
            label: team === null ? name : `${name}, ${team}`,
          }))}
        />
      </ActionForm>
    </Card>
  )
}

/** The same for a person whose page is open. */
export function EndSessionsForm({ personId }: { personId: string }) {
  const t = useTranslations('seizures')
  const [ended, setEnded] = useState(0)
  const form = useActionForm({
    form: 'sessions-end',
    subject: personId,
    schema: seizedSchema,
    action: endSessionsAction,
    defaults: { personId },
    drafts: false,
    onDone: (answer) => {
      setEnded(answer.ended)
    },
  })
  return (
    <ActionForm
      form={form}
      submit={t('submit')}
      tone="danger"
      savedText={t('done', { count: ended })}
      failedTitle={t('failed')}
    />
  )
}
