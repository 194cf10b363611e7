/** To which guests a case is open, in what, and until when. */
import { useTranslations } from 'next-intl'
import { Card } from '../../../ui/card.tsx'
import { Day } from '../../../ui/dates.tsx'
import { DefinitionList } from '../../../ui/definition-list.tsx'
import type { GuestListed } from '../schema.ts'
import { EndSharingForm } from './end-sharing-form.tsx'

type OpeningsCardProps = {
  caseId: string
  openings: readonly GuestListed[]
  mayEnd: boolean
  today: string
}

/** Nothing is drawn for a case that is open to nobody. */
export function OpeningsCard({ caseId, openings, mayEnd, today }: OpeningsCardProps) {
  const t = useTranslations('guests')
  if (openings.length === 0) return null
  return (
    <Card title={t('openTo')}>
      <DefinitionList
        items={openings.map(({ id, name, sections, fromOn, untilOn, version }) => ({
          term: name,
          value: (
            <>
              {sections.map((section) => t(`section.${section}`)).join(', ')}
              <div>
                {t.rich(fromOn > today ? 'later' : 'until', {
                  from: () => <Day value={fromOn} weekday today={today} />,
                  until: () => <Day value={untilOn} weekday today={today} />,
                })}
              </div>
              {mayEnd ? <EndSharingForm key={id} caseId={caseId} accessId={id} version={version} /> : null}
            </>
          ),
        }))}
      />
    </Card>
  )
}
