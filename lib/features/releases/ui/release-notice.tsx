/** Where a release stands, in a sentence: who did what and when, or why nothing came of it. */
import { useFormatter, useTranslations } from 'next-intl'
import { PREPARATION_TRIES } from '../../../domain/releases/states.ts'
import { Notice } from '../../../ui/notice.tsx'
import type { Done, ReleaseOpened } from '../schema.ts'

export function ReleaseNotice({ release, timeZone }: { release: ReleaseOpened; timeZone: string }) {
  const t = useTranslations('releases')
  const format = useFormatter()
  const { state, why, rung, requested, decided, withdrawn, declineReason, withdrawReason } = release
  const said = (done: Done | null) => ({
    who: done?.who ?? '',
    when: done === null ? '' : format.dateTime(new Date(done.at), 'moment', { timeZone }),
  })
  switch (state) {
    case 'preparing':
      return (
        <Notice tone="info" title={t('preparing')}>
          <span role="status">{t('rungs', { count: rung })}</span>
        </Notice>
      )
    case 'refused':
    case 'failed':
      return (
        <Notice tone={state === 'failed' ? 'danger' : 'warning'}>
          {why === null ? null : t(`why.${why}`, { tries: PREPARATION_TRIES })}
        </Notice>
      )
    case 'ready':
      return <Notice tone="info">{t('over.ready')}</Notice>
    case 'requested':
      return (
        <Notice tone="info">
          {t('over.requested', said(requested))} {release.mine ? t('over.mine') : null}
        </Notice>
      )
    case 'approved':
      return <Notice tone="done">{t('over.approved', said(decided))}</Notice>
    case 'declined':
      return (
        <Notice tone="warning">
          {t('over.declined', {
            ...said(decided),
            reason: declineReason === null ? '' : t(`declineReason.${declineReason}`),
          })}
        </Notice>
      )
    case 'withdrawn':
      return (
        <Notice tone="danger">
          {t('over.withdrawn', {
            ...said(withdrawn),
            reason: withdrawReason === null ? '' : t(`withdrawReason.${withdrawReason}`),
          })}
        </Notice>
      )
    case 'cancelled':
      return <Notice tone="info">{t('over.cancelled')}</Notice>
  }
}
