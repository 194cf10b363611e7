'use client'

/** On call, about a case of the team that one cannot see yet: saying that it is in danger opens it. Two fields. */
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { Card } from '../../../ui/card.tsx'
import { SelectField } from '../../../ui/fields/select-field.tsx'
import { TextAreaField } from '../../../ui/fields/text-area-field.tsx'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { newId } from '../../../ui/form/new-id.ts'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { declareDangerAction } from '../actions.ts'
import { ACCOUNT_LENGTH, dangerSchema } from '../schema.ts'
import { useKindOptions } from './use-kind-options.ts'

export function DangerForm({ code }: { code: string }) {
  const t = useTranslations('incidents')
  const kinds = useKindOptions()
  const router = useRouter()
  const form = useActionForm({
    form: 'danger',
    subject: code,
    schema: dangerSchema,
    action: declareDangerAction,
    defaults: { code, id: newId(), account: '' },
    drafts: false,
    onDone: () => {
      router.push(`/cases/${code}`)
    },
  })
  return (
    <Card title={t('dangerTitle', { code })} tone="alert">
      <ActionForm form={form} submit={t('dangerSubmit')} tone="danger">
        <p>{t('dangerText')}</p>
        <SelectField control={form.control} name="kind" label={t('kind')} options={kinds} />
        <TextAreaField
          control={form.control}
          name="account"
          label={t('account')}
          limit={ACCOUNT_LENGTH}
          rows={3}
          optional
        />
      </ActionForm>
    </Card>
  )
}
