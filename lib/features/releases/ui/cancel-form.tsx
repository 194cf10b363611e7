'use client'

/** Ends what has not left: a preparation, what came of it, or a request. */
import { useTranslations } from 'next-intl'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { cancelReleaseAction } from '../actions.ts'
import { onReleaseSchema } from '../schema.ts'

type CancelFormProps = { releaseId: string; version: number; state: 'preparing' | 'ready' | 'requested' }

const WORDS = { preparing: 'cancel', ready: 'discard', requested: 'takeBack' } as const

export function CancelForm({ releaseId, version, state }: CancelFormProps) {
  const t = useTranslations('releases')
  const form = useActionForm({
    form: 'cancel-release',
    subject: releaseId,
    schema: onReleaseSchema,
    action: cancelReleaseAction,
    version,
    defaults: { releaseId },
    drafts: false,
  })
  return <ActionForm form={form} submit={t(WORDS[state])} tone="default" />
}
