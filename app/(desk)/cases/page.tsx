/** The cases that somebody works on, or that their team does. */
import { getTranslations } from 'next-intl/server'
import { mayEver } from '../../../lib/domain/policy/decide.ts'
import { listCases } from '../../../lib/features/case-list/service.ts'
import { CaseFilters, CaseTags } from '../../../lib/features/case-list/ui/case-filters.tsx'
import { CaseTable } from '../../../lib/features/case-list/ui/case-table.tsx'
import { fromTheStart, listHref } from '../../../lib/features/case-list/ui/query-href.ts'
import { NameSearch } from '../../../lib/features/name-search/ui/name-search.tsx'
import { requirePerson } from '../../../lib/server/session/current.ts'
import { EmptyState } from '../../../lib/ui/empty-state.tsx'
import { LinkButton } from '../../../lib/ui/link-button.tsx'
import { PageBody } from '../../../lib/ui/page-body.tsx'
import { PageHeading } from '../../../lib/ui/page-heading.tsx'
import { Pager } from '../../../lib/ui/pager.tsx'
import { shown } from '../shown.ts'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function CasesPage({ searchParams }: Props) {
  const person = await requirePerson()
  const page = shown(await listCases(person, await searchParams))
  const t = await getTranslations('caseList')
  const { query, whose, count } = page
  const asked = fromTheStart(query)
  const filtered = Object.values({ ...asked, state: null, sort: null }).some(Boolean)
  const create = mayEver(person, 'case.create') ? (
    <LinkButton href="/cases/new" tone="primary">
      {t('new')}
    </LinkButton>
  ) : null
  const empty = filtered ? (
    <EmptyState
      title={t('noneFound')}
      text={t('noneFoundText')}
      action={<LinkButton href="/cases">{t('showAll')}</LinkButton>}
    />
  ) : (
    <EmptyState title={t(`none.${whose}`)} text={t(`noneText.${whose}`)} action={create} />
  )
  return (
    <PageBody>
      <PageHeading
        title={t(`title.${whose}.${query.state}`)}
        note={
          count === 0
            ? null
            : t('found', { count, pressing: page.pressing, more: count > 200 ? 'yes' : 'no' })
        }
        actions={create}
      />
      {mayEver(person, 'case.search-name') ? <NameSearch /> : null}
      <CaseFilters page={page} />
      <CaseTags page={page} />
      <CaseTable page={page} empty={empty} />
      <Pager
        newerHref={page.newer === null ? undefined : listHref({ ...asked, before: page.newer })}
        olderHref={page.older === null ? undefined : listHref({ ...asked, after: page.older })}
        note={page.lines.some((line) => line.late) ? t('redBar') : null}
      />
    </PageBody>
  )
}
