'use client'

/** Puts exactly what is shown before a second person; a restricted release with its recipient. */
import { useTranslations } from 'next-intl'
import type { Tier } from '../../../domain/releases/definitions.ts'
import { DayField } from '../../../ui/fields/day-field.tsx'
import { TextField } from '../../../ui/fields/text-field.tsx'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { requestReleaseAction } from '../actions.ts'
import { requestSchema } from '../schema.ts'

type RequestFormProps = { releaseId: string; hash: string; version: number; tier: Tier }

export function RequestForm({ releaseId, hash, version, tier }: RequestFormProps) {
  const t = useTranslations('releases')
  const form = useActionForm({
    form: 'request-release',
    subject: releaseId,
    schema: requestSchema,
    action: requestReleaseAction,
    version,
    defaults: { releaseId, hash, recipient: '', agreement: '', expiresOn: '' },
    drafts: false,
  })
  return (
    <ActionForm form={form} submit={t('request')}>
      <p data-dimmed>{t('requestText')}</p>
      {tier === 'restricted' ? (
        <>
          <TextField
            control={form.control}
            name="recipient"
            label={t('recipient')}
            hint={t('recipientHint')}
          />
          <TextField
            control={form.control}
            name="agreement"
            label={t('agreement')}
            hint={t('agreementHint')}
          />
          <DayField control={form.control} name="expiresOn" label={t('expiresOn')} />
        </>
      ) : null}
    </ActionForm>
  )
}
