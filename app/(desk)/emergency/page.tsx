/** The red button's page: choose the case, then say what has happened. Nothing here waits for permission. */
import { Group } from '@mantine/core'
import { getTranslations } from 'next-intl/server'
import { redirect } from 'next/navigation'
import { CODE_SHAPE } from '../../../lib/domain/code-name.ts'
import { mayEver } from '../../../lib/domain/policy/decide.ts'
import { listCases } from '../../../lib/features/case-list/service.ts'
import { DangerForm } from '../../../lib/features/incidents/ui/danger-form.tsx'
import { readCrossroads } from '../../../lib/features/pathway/service.ts'
import { readColleagues } from '../../../lib/features/seizures/service.ts'
import { SeizedForm } from '../../../lib/features/seizures/ui/seized-forms.tsx'
import { requirePerson } from '../../../lib/server/session/current.ts'
import { Columns } from '../../../lib/ui/columns.tsx'
import { DataTable } from '../../../lib/ui/data-table.tsx'
import { Disclosure } from '../../../lib/ui/disclosure.tsx'
import { EmptyState } from '../../../lib/ui/empty-state.tsx'
import { FilterText } from '../../../lib/ui/filter-fields.tsx'
import { Filters } from '../../../lib/ui/filters.tsx'
import { LinkButton } from '../../../lib/ui/link-button.tsx'
import { Notice } from '../../../lib/ui/notice.tsx'
import { PageBody } from '../../../lib/ui/page-body.tsx'
import { PageHeading } from '../../../lib/ui/page-heading.tsx'
import { StageBadge } from '../../../lib/ui/stage-badge.tsx'
import { shown } from '../shown.ts'

type Props = { searchParams: Promise<{ code?: string | string[] }> }

export default async function EmergencyPage({ searchParams }: Props) {
  const person = await requirePerson()
  const { code } = await searchParams
  const typed = typeof code === 'string' ? code.trim().toLowerCase() : ''
  // A whole code goes straight on: whoever is on call reaches critical cases that their own list does not hold.
  const found = typed === '' ? null : await readCrossroads(person, typed, 'emergency')
  if (found?.ok === true) redirect(`/cases/${found.value.code}/emergency`)
  // Whoever is on call may carry no case at all: then the code is the way.
  const lines = mayEver(person, 'case.list')
    ? shown(await listCases(person, { q: typed, state: 'open', sort: 'code' })).lines
    : []
  const colleagues = mayEver(person, 'session.end-others') ? shown(await readColleagues(person)) : []
  const t = await getTranslations('emergencyPage')
  return (
    <PageBody>
      <PageHeading title={t('title')} note={t('note')} />
      {colleagues.length === 0 ? null : (
        <Disclosure summary={t('seized')} id="seized">
          <Columns kind="form">
            <SeizedForm colleagues={colleagues} />
          </Columns>
        </Disclosure>
      )}
      <Filters action="/emergency">
        <FilterText name="code" label={t('case')} value={typed} />
      </Filters>
      {typed === '' || lines.length > 0 ? null : person.onCall && CODE_SHAPE.test(typed) ? (
        <DangerForm code={typed} key={typed} />
      ) : (
        <Notice tone="warning">{t('noSuchCode')}</Notice>
      )}
      <DataTable
        caption={t('caption')}
        rows={lines}
        rowKey={(line) => line.code}
        empty={typed === '' ? <EmptyState title={t('none')} text={t('noneText')} /> : null}
        columns={[
          { key: 'code', header: t('case'), cell: (line) => line.code, phone: 'title' },
          { key: 'stage', header: t('stage'), cell: (line) => <StageBadge stage={line.stage} /> },
          {
            key: 'act',
            header: t('act'),
            phone: 'whole',
            cell: (line) => (
              <Group gap="xs">
                <LinkButton href={`/cases/${line.code}/emergency`} tone="danger" size="xs">
                  {t('moved')}
                </LinkButton>
                <LinkButton href={`/cases/${line.code}?do=incident`} size="xs">
                  {t('incident')}
                </LinkButton>
              </Group>
            ),
          },
        ]}
      />
    </PageBody>
  )
}
