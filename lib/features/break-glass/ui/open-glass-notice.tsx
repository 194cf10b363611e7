'use client'

/** Says that a case is open by break-glass, until when, and closes it; when the time is over the page looks again. */
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { Moment } from '../../../ui/dates.tsx'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { Notice } from '../../../ui/notice.tsx'
import { endBreakGlassAction } from '../actions.ts'
import { endBreakGlassSchema, type OpenGlass } from '../schema.ts'

const MINUTE_MS = 60_000
const TICK_MS = 10_000
/** The page looks again a moment after the end, when the database says so too. */
const AFTER_MS = 500

type OpenGlassNoticeProps = { caseId: string; glass: OpenGlass; now: string; timeZone: string }

export function OpenGlassNotice({ caseId, glass, now, timeZone }: OpenGlassNoticeProps) {
  const t = useTranslations('breakGlass')
  const router = useRouter()
  const [left, setLeft] = useState(Date.parse(glass.untilAt) - Date.parse(now))
  useEffect(() => {
    const until = Date.parse(glass.untilAt)
    const tick = setInterval(() => {
      setLeft(Math.max(0, until - Date.now()))
    }, TICK_MS)
    const end = setTimeout(
      () => {
        router.refresh()
      },
      Math.max(0, until - Date.now()) + AFTER_MS,
    )
    return () => {
      clearInterval(tick)
      clearTimeout(end)
    }
  }, [glass.untilAt, router])
  const form = useActionForm({
    form: 'break-glass-end',
    subject: glass.id,
    schema: endBreakGlassSchema,
    action: endBreakGlassAction,
    defaults: { caseId },
    drafts: false,
  })
  return (
    <Notice tone="warning" title={t('isOpen', { minutes: Math.ceil(left / MINUTE_MS) })}>
      <p>{t.rich('isOpenText', { when: () => <Moment value={glass.untilAt} timeZone={timeZone} /> })}</p>
      <ActionForm form={form} submit={t('end')} tone="default" size="xs" />
    </Notice>
  )
}
