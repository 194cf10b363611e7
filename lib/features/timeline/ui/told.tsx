/** One entry of the timeline in words: a title for each kind, and below it what was said. */
import { useTranslations } from 'next-intl'
import { Day } from '../../../ui/dates.tsx'
import type { What } from '../schema.ts'

export function Title({ what }: { what: What }) {
  const t = useTranslations('timeline')
  const stages = useTranslations('stages')
  const words = useTranslations('vocabulary')
  switch (what.kind) {
    case 'move':
      return what.outcome === null ? (
        <strong>{t(`move.${what.how}`, { stage: stages(what.to) })}</strong>
      ) : (
        <strong>{t('closed', { outcome: words(`outcome.${what.outcome}`) })}</strong>
      )
    case 'review':
      return t(`review.${what.decision}`)
    case 'note':
      return t('note')
    case 'contact':
      return t(what.reached ? 'contact' : 'attempt', { channel: words(`channel.${what.channel}`) })
    case 'basis':
      return t('basis', {
        purpose: words(`basisPurpose.${what.purpose}`),
        ground: words(`basisGround.${what.ground}`),
      })
    case 'screening':
      return t('screening', { result: words(`screeningResult.${what.result}`) })
    case 'risk':
      return t(what.high ? 'riskHigh' : 'risk')
    case 'incident':
      return t(what.code === '' ? 'incidentUnnamed' : 'incident', {
        kind: words(`incidentKind.${what.type}`),
        severity: words(`severity.${what.severity}`),
        code: what.code,
      })
    case 'protection':
      return t('protection', {
        track: words(`track.${what.track}`),
        status: words(`trackStatus.${what.status}`),
      })
    case 'placement':
      return t(what.emergency ? 'placementEmergency' : 'placement', { house: what.house })
    case 'plan':
      return t('plan', { version: what.version })
    case 'approval':
      return t(`approval.${what.decision}`)
    case 'arrival':
      return t('arrival')
  }
}

export function Told({ what }: { what: What }) {
  const t = useTranslations('timeline')
  const words = useTranslations('vocabulary')
  switch (what.kind) {
    case 'move':
      return what.reason
    case 'review':
    case 'approval':
      return what.comment
    case 'note':
      return what.body
    case 'contact':
      return what.civicGroup
    case 'basis':
      return (
        <>
          {what.explanation}
          {what.reviewOn === null ? null : <Until label={t('reviewBy')} day={what.reviewOn} />}
        </>
      )
    case 'screening':
      return what.explanation
    case 'risk':
      return (
        <>
          {t('scores', {
            refoulement: what.refoulement,
            health: what.health,
            exposure: what.exposure,
            dependants: what.dependants,
          })}
          <Until label={t('reviewBy')} day={what.reviewOn} />
          {what.explanation}
        </>
      )
    case 'incident':
      return (
        <>
          {what.account}
          {what.closed ? <div data-dimmed>{t('incidentClosed')}</div> : null}
        </>
      )
    case 'protection':
      return what.expiresOn === null ? null : <Until label={t('until')} day={what.expiresOn} />
    case 'placement':
      return (
        <>
          {what.reason}
          {what.until === null ? null : <Until label={t('until')} day={what.until} />}
        </>
      )
    case 'plan':
      return (
        <>
          {t('planHolds', {
            document: words(`travelDocument.${what.document}`),
            count: what.fallbacks,
          })}
          {what.departsOn === null ? null : <Until label={t('departs')} day={what.departsOn} />}
          {what.forgottenOn === null ? null : <Until label={t('planForgotten')} day={what.forgottenOn} />}
        </>
      )
    case 'arrival':
      return t('confirmedBy', { who: what.confirmedBy })
  }
}

function Until({ label, day }: { label: string; day: string }) {
  return (
    <div>
      {label} <Day value={day} weekday />
    </div>
  )
}
