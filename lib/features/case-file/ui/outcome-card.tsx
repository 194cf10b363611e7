/** How a closed case ended, where an open one shows its next gate. */
import { useTranslations } from 'next-intl'
import { Card } from '../../../ui/card.tsx'
import { Day } from '../../../ui/dates.tsx'
import { DefinitionList } from '../../../ui/definition-list.tsx'
import type { CaseFile } from '../schema.ts'

export function OutcomeCard({ file }: { file: CaseFile }) {
  const t = useTranslations('caseFile')
  const stages = useTranslations('stages')
  const words = useTranslations('vocabulary')
  const { head, closedFrom, lastMoveReason } = file
  if (head.outcome === null) return null
  return (
    <Card title={t('closedTitle', { outcome: words(`outcome.${head.outcome}`) })}>
      <DefinitionList
        items={[
          { term: t('closedOn'), value: <Day value={head.since} weekday today={file.today} /> },
          { term: t('closedFrom'), value: closedFrom === null ? null : stages(closedFrom) },
          { term: t('closedReason'), value: lastMoveReason },
        ]}
      />
    </Card>
  )
}
