'use client'

/** What decides whether somebody comes in: shutting out, letting in again. One button each. */
import { useTranslations } from 'next-intl'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { disablePersonAction, enablePersonAction } from '../actions.ts'
import { personSchema, type PersonRow } from '../schema.ts'

type AccessFormProps = { person: Pick<PersonRow, 'id' | 'login' | 'version'> }

export function DisableForm({ person }: AccessFormProps) {
  const t = useTranslations('people')
  const form = useActionForm({
    form: 'person-disable',
    subject: person.id,
    schema: personSchema,
    action: disablePersonAction,
    defaults: { personId: person.id },
    version: person.version,
    drafts: false,
  })
  return <ActionForm form={form} submit={t('disableSubmit', { login: person.login })} tone="danger" />
}

export function EnableForm({ person }: AccessFormProps) {
  const t = useTranslations('people')
  const form = useActionForm({
    form: 'person-enable',
    subject: person.id,
    schema: personSchema,
    action: enablePersonAction,
    defaults: { personId: person.id },
    version: person.version,
    drafts: false,
  })
  return <ActionForm form={form} submit={t('enableSubmit', { login: person.login })} tone="default" />
}
