'use client'

/**
 * Corrects who a case is about. The page itself brings no name: the form asks for them when it opens, which is a look
 * like any other and recorded as one.
 */
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { Card } from '../../../ui/card.tsx'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { readDraft } from '../../../ui/form/drafts.tsx'
import { failureOf, type Failure } from '../../../ui/form/failure.ts'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { Notice } from '../../../ui/notice.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { editCaseAction, openIdentityAction } from '../actions.ts'
import { editCaseSchema, type OpenedIdentity } from '../schema.ts'
import { BackgroundFields } from './background-fields.tsx'
import { Fields } from './fields.tsx'
import { PersonFields } from './person-fields.tsx'

type IdentityFormProps = { caseId: string; caseCode: string }

export function IdentityForm({ caseId, caseCode }: IdentityFormProps) {
  const t = useTranslations('cases')
  const refusals = useTranslations('refusals')
  const [opened, setOpened] = useState<OpenedIdentity | Failure | null>(null)
  useEffect(() => {
    let wanted = true
    openIdentityAction({ caseId }).then(
      (outcome) => {
        if (wanted) setOpened(outcome.ok ? outcome.value : outcome.refusal)
      },
      (error: unknown) => {
        if (wanted) setOpened(failureOf(error))
      },
    )
    return () => {
      wanted = false
    }
  }, [caseId])
  return (
    <Card title={t('editTitle')}>
      {opened === null ? <Skeleton lines={8} /> : null}
      {typeof opened === 'string' ? (
        <Notice tone="danger">{refusals(opened === 'unreachable' ? 'failed' : opened)}</Notice>
      ) : null}
      {opened === null || typeof opened === 'string' ? null : (
        <OpenedForm key={opened.version} caseId={caseId} caseCode={caseCode} opened={opened} />
      )}
    </Card>
  )
}

function OpenedForm({ caseId, caseCode, opened }: IdentityFormProps & { opened: OpenedIdentity }) {
  const t = useTranslations('cases')
  const cancel = useTranslations('form')('cancel')
  const router = useRouter()
  const here = `/cases/${caseCode}`
  const form = useActionForm({
    form: 'identity',
    subject: caseId,
    schema: editCaseSchema,
    action: editCaseAction,
    version: opened.version,
    initialDraft: readDraft(opened.draft),
    defaults: { caseId, ...opened.values },
    onDone: () => {
      router.replace(here)
    },
  })
  return (
    <ActionForm form={form} submit={t('savePerson')} cancel={{ href: here, label: cancel }}>
      <Fields hint={t('personHint')}>
        <PersonFields control={form.control} />
      </Fields>
      <Fields hint={t('backgroundHint')}>
        <BackgroundFields control={form.control} />
      </Fields>
    </ActionForm>
  )
}
