/** The evidence beside a requirement: what there is, how old it is, or that there is none yet. */
import { useTranslations } from 'next-intl'
import { daysBetween, formatPartialDate, type PartialDate } from '../../../domain/calendar/partial-date.ts'
import type { Requirement } from '../../../domain/pathway/gates.ts'
import type { BasisPurpose } from '../../../domain/pathway/vocabulary.ts'
import { Day, PartialDay } from '../../../ui/dates.tsx'
import type { CaseFile } from '../schema.ts'

type NoteProps = { requirement: Requirement; file: CaseFile }

export function RequirementNote({ requirement, file }: NoteProps) {
  const { newest } = file
  switch (requirement) {
    case 'contact-recorded':
    case 'silent-for-90-days':
      return newest.contact === null ? <None /> : <When date={newest.contact} today={file.today} />
    case 'basis-keep':
      return <Basis purpose="keep" file={file} />
    case 'basis-share-unhcr':
      return <Basis purpose="share-unhcr" file={file} />
    case 'screening-not-failed':
    case 'reception-if-unscreened':
      return <Screening file={file} />
    case 'placement':
    case 'house-not-compromised':
      return <Placement file={file} />
    case 'unhcr-appointment':
      return <Unhcr file={file} />
    case 'risk-within-30-days':
    case 'risk-within-7-days':
      return <Risk file={file} />
    case 'journey-plan':
      return <Plan file={file} />
    case 'second-person-approval':
    case 'warnings-acknowledged':
      return <Approval file={file} />
    case 'arrival-confirmed':
      return newest.arrival === null ? <None /> : <When date={newest.arrival} today={file.today} />
    case 'contact-attempts':
      return null
  }
}

function None() {
  return useTranslations('caseFile')('noneYet')
}

function When({ date, today }: { date: PartialDate; today: string }) {
  return date.precision === 'day' ? (
    <Day value={date.on} weekday today={today} />
  ) : (
    <PartialDay value={formatPartialDate(date)} />
  )
}

function Basis({ purpose, file }: { purpose: BasisPurpose; file: CaseFile }) {
  const t = useTranslations('caseFile')
  const words = useTranslations('vocabulary')
  const basis = file.newest.bases.find((one) => one.purpose === purpose)
  if (basis === undefined) return <None />
  const overdue = basis.reviewOn !== null && basis.reviewOn < file.today
  return (
    <>
      {words(`basisGround.${basis.ground}`)}, <When date={basis} today={file.today} />
      {overdue ? <> · {t('reviewOverdue')}</> : null}
    </>
  )
}

function Screening({ file }: { file: CaseFile }) {
  const t = useTranslations('caseFile')
  const words = useTranslations('vocabulary')
  const { screening } = file.newest
  if (screening === null) return t('notScreened')
  return (
    <>
      {words(`screeningResult.${screening.result}`)}, <When date={screening} today={file.today} />
    </>
  )
}

function Placement({ file }: { file: CaseFile }) {
  const t = useTranslations('caseFile')
  const words = useTranslations('vocabulary')
  const { placement } = file.newest
  if (placement === null) return t('notPlaced')
  const kind = words(`houseKind.${placement.houseKind}`)
  return t(placement.compromised ? 'placedCompromised' : 'placed', { house: placement.house, kind })
}

function Unhcr({ file }: { file: CaseFile }) {
  const words = useTranslations('vocabulary')
  const step = file.newest.protection.find(({ track }) => track === 'unhcr')
  if (step === undefined) return <None />
  return (
    <>
      {words(`trackStatus.${step.status}`)}, <When date={step} today={file.today} />
    </>
  )
}

function Risk({ file }: { file: CaseFile }) {
  const t = useTranslations('caseFile')
  const { risk } = file.newest
  if (risk === null) return <None />
  return t('riskAge', { days: daysBetween(risk.on, file.today), level: risk.high ? 'high' : 'other' })
}

function Plan({ file }: { file: CaseFile }) {
  const t = useTranslations('caseFile')
  const { plan } = file.newest
  if (plan === null) return <None />
  return (
    <>
      {t('planVersion', { version: plan.version })}
      {plan.hasDocument ? null : <> · {t('planNoDocument')}</>}
      {plan.fallbacks > 0 ? null : <> · {t('planNoFallback')}</>}
    </>
  )
}

function Approval({ file }: { file: CaseFile }) {
  const t = useTranslations('caseFile')
  const { request, plan } = file.newest
  if (request === null) return t('notAsked')
  if (plan !== null && request.planId !== plan.id) return t('askedForOlder')
  if (request.decision === null)
    return t(request.expired ? 'askedExpired' : 'asked', { who: request.askedBy })
  if (request.decision === 'returned') return t('returned', { comment: request.comment ?? '' })
  return t(request.decision)
}
