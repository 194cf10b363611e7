'use client'

/** "Sign out everywhere else": one button, and how many sessions it ended. */
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { closeOtherSessionsAction } from '../actions.ts'
import { closeOthersSchema } from '../schema.ts'

export function CloseOthersForm() {
  const t = useTranslations('account')
  const [ended, setEnded] = useState(0)
  const form = useActionForm({
    form: 'close-others',
    schema: closeOthersSchema,
    action: closeOtherSessionsAction,
    defaults: {},
    drafts: false,
    onDone: (answer) => {
      setEnded(answer.ended)
    },
  })
  return (
    <ActionForm
      form={form}
      submit={t('closeOthers')}
      tone="default"
      savedText={t('closed', { count: ended })}
      failedTitle={t('closeFailed')}
    />
  )
}
