/** One release: what would leave or has left, what is hidden and why, how it was attacked, and what is decided about it. */
import { getFormatter, getTranslations } from 'next-intl/server'
import { DecideForm } from '../../../../lib/features/release-decisions/ui/decide-form.tsx'
import { RequestForm } from '../../../../lib/features/release-decisions/ui/request-form.tsx'
import { WithdrawForm } from '../../../../lib/features/release-decisions/ui/withdraw-form.tsx'
import { openRelease } from '../../../../lib/features/releases/service.ts'
import { CancelForm } from '../../../../lib/features/releases/ui/cancel-form.tsx'
import { periodWords } from '../../../../lib/features/releases/ui/period-words.ts'
import { ReleaseContent } from '../../../../lib/features/releases/ui/release-content.tsx'
import { FactsCard } from '../../../../lib/features/releases/ui/release-facts.tsx'
import { FilesCard, RegisterCard } from '../../../../lib/features/releases/ui/release-files.tsx'
import { ReleaseNotice } from '../../../../lib/features/releases/ui/release-notice.tsx'
import { requirePerson } from '../../../../lib/server/session/current.ts'
import { Card } from '../../../../lib/ui/card.tsx'
import { Columns } from '../../../../lib/ui/columns.tsx'
import { Disclosure } from '../../../../lib/ui/disclosure.tsx'
import { LinkButton } from '../../../../lib/ui/link-button.tsx'
import { PageBody } from '../../../../lib/ui/page-body.tsx'
import { PageHeading } from '../../../../lib/ui/page-heading.tsx'
import { shown } from '../../shown.ts'

export default async function ReleasePage({ params }: { params: Promise<{ code: string }> }) {
  const person = await requirePerson()
  const { code } = await params
  const release = shown(await openRelease(person, code))
  const { id: releaseId, version, hash, state, tier, may } = release
  const t = await getTranslations('releases')
  const format = await getFormatter()
  const { key, years } = periodWords(release.period)
  const { timeZone } = person
  const when = format.dateTime(new Date(release.askedAt), 'moment', { timeZone })
  return (
    <PageBody>
      <PageHeading
        title={t('titleOne', {
          definition: t(`definition.${release.definition}`),
          period: t(key, years),
        })}
        note={t('noteOne', {
          code: release.code,
          tier: t(`tier.${tier}`),
          state: t(`state.${state}`),
          who: release.askedBy,
          when,
        })}
        actions={<LinkButton href="/releases">{t('back')}</LinkButton>}
      />
      <ReleaseNotice release={release} timeZone={timeZone} />
      {state === 'preparing' && may.cancel ? (
        <CancelForm releaseId={releaseId} version={version} state={state} />
      ) : null}
      {release.body === null ? null : <ReleaseContent body={release.body} report={release.report} />}
      {hash === null ? null : <FactsCard release={release} hash={hash} />}
      {may.request && hash !== null ? (
        <div data-print="never">
          <Columns kind="form">
            <Card title={t('requestTitle')}>
              <RequestForm releaseId={releaseId} hash={hash} version={version} tier={tier} />
            </Card>
          </Columns>
        </div>
      ) : null}
      {may.decide && hash !== null ? (
        <div data-print="never">
          <Columns kind="form">
            <Card title={t('decideTitle')}>
              <DecideForm releaseId={releaseId} hash={hash} version={version} />
            </Card>
          </Columns>
        </div>
      ) : null}
      {(state === 'ready' || state === 'requested') && may.cancel ? (
        <CancelForm releaseId={releaseId} version={version} state={state} />
      ) : null}
      {release.releasedOn === null ? null : (
        <>
          {state === 'approved' ? <FilesCard release={release} timeZone={timeZone} /> : null}
          <RegisterCard release={release} timeZone={timeZone} />
        </>
      )}
      {may.withdraw ? (
        <div data-print="never">
          <Disclosure summary={t('withdrawTitle')} id="withdraw">
            <WithdrawForm releaseId={releaseId} version={version} />
          </Disclosure>
        </div>
      ) : null}
    </PageBody>
  )
}
