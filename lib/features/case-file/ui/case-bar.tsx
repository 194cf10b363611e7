/** The bar that never scrolls away: code, stage, wait, and the one thing that is next. */
import { useTranslations } from 'next-intl'
import { IdentityBar } from '../../../ui/identity-bar.tsx'
import { LinkButton } from '../../../ui/link-button.tsx'
import { StageBadge } from '../../../ui/stage-badge.tsx'
import type { CaseFile } from '../schema.ts'
import styles from './case.module.css'
import { formHref } from './form-href.ts'
import { MoreMenu } from './more-menu.tsx'

export function CaseBar({ file }: { file: CaseFile }) {
  const t = useTranslations('caseFile')
  const dates = useTranslations('dates')
  const { head, may, days, late } = file
  const here = `/cases/${head.code}`
  const workers = head.workers.map(({ name }) => name).join(', ')
  return (
    <IdentityBar
      code={head.code}
      note={t('note', { workers: workers || t('nobody'), size: head.householdSize })}
      facts={[
        { term: t('stage'), value: <StageBadge stage={head.stage} /> },
        {
          term: head.stage === 'closed' ? t('closedFor') : t('waiting'),
          value: <span className={late ? styles.late : undefined}>{dates('days', { count: days })}</span>,
        },
        { term: t(head.outcome === null ? 'next' : 'outcome'), value: <Next file={file} /> },
      ]}
      actions={
        <>
          {may.note ? <LinkButton href={formHref(head.code, 'note')}>{t('do.note')}</LinkButton> : null}
          <MoreMenu file={file} />
          {may.move ? (
            <LinkButton href={`${here}/move`} tone="primary">
              {t('move')}
            </LinkButton>
          ) : null}
          {may.reopen ? (
            <LinkButton href={`${here}/reopen`} tone="primary">
              {t('reopen')}
            </LinkButton>
          ) : null}
        </>
      }
    />
  )
}

function Next({ file }: { file: CaseFile }) {
  const t = useTranslations('caseFile')
  const stages = useTranslations('stages')
  const words = useTranslations('vocabulary')
  const { head, gate } = file
  if (head.outcome !== null) return words(`outcome.${head.outcome}`)
  if (gate === null) return '–'
  const stage = stages(gate.next.stage)
  const of = gate.met.length + gate.unmet.length
  if (gate.unmet.length === 0) return t('nextReady', { stage })
  return t('nextMissing', { stage, missing: gate.unmet.length, of })
}
