/** What the house proposes to delete, what waits for a second person, and what was deleted. */
import { useTranslations } from 'next-intl'
import { Card } from '../../../ui/card.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { DataTable } from '../../../ui/data-table.tsx'
import { Day, Moment } from '../../../ui/dates.tsx'
import { DefinitionList } from '../../../ui/definition-list.tsx'
import { LinkButton } from '../../../ui/link-button.tsx'
import { sentenceCase } from '../../../ui/sentence-case.ts'
import type { Deleted, DeletionsListed, Proposed, WaitingDeletion } from '../schema.ts'

export function ProposedTable({ proposed }: { proposed: readonly Proposed[] }) {
  const t = useTranslations('forgetting')
  const words = useTranslations('vocabulary')
  return (
    <Card title={t('proposed')}>
      <DataTable
        caption={t('proposed')}
        rows={proposed}
        rowKey={({ id }) => id}
        empty={<p data-dimmed>{t('proposedEmpty')}</p>}
        columns={[
          { key: 'code', header: t('code'), phone: 'title', cell: ({ code }) => <Code code={code} /> },
          {
            key: 'outcome',
            header: t('outcome'),
            cell: ({ outcome }) => sentenceCase(words(`outcome.${outcome}`)),
          },
          { key: 'closed', header: t('closedOn'), cell: ({ closedOn }) => <Day value={closedOn} /> },
          { key: 'due', header: t('due'), cell: ({ dueOn }) => <Day value={dueOn} /> },
          {
            key: 'go',
            header: '',
            align: 'end',
            cell: ({ code }) => (
              <LinkButton href={`/cases/${code}/delete`} size="xs">
                {t('go')}
              </LinkButton>
            ),
          },
        ]}
      />
    </Card>
  )
}

type Waiting = { waiting: readonly WaitingDeletion[]; timeZone: string }

export function WaitingTable({ waiting, timeZone }: Waiting) {
  const t = useTranslations('forgetting')
  const words = useTranslations('vocabulary.deletionCause')
  return (
    <Card title={t('waiting')}>
      <DataTable
        caption={t('waiting')}
        rows={waiting}
        rowKey={({ id }) => id}
        empty={<p data-dimmed>{t('waitingEmpty')}</p>}
        columns={[
          { key: 'code', header: t('code'), phone: 'title', cell: ({ code }) => <Code code={code} /> },
          { key: 'cause', header: t('cause'), cell: ({ cause }) => sentenceCase(words(cause)) },
          { key: 'asked', header: t('askedBy'), cell: ({ askedBy }) => askedBy },
          {
            key: 'until',
            header: t('until'),
            cell: ({ expiresAt }) => <Moment value={expiresAt} timeZone={timeZone} />,
          },
          {
            key: 'look',
            header: '',
            align: 'end',
            cell: ({ id }) => (
              <LinkButton href={`/approvals/${id}`} size="xs">
                {t('look')}
              </LinkButton>
            ),
          },
        ]}
      />
    </Card>
  )
}

export function DeletedTable({ deleted, timeZone }: { deleted: readonly Deleted[]; timeZone: string }) {
  const t = useTranslations('forgetting')
  const words = useTranslations('vocabulary.deletionCause')
  const who = (name: string) => (name === '' ? t('byHouse') : name)
  return (
    <Card title={t('deleted')}>
      <DataTable
        caption={t('deleted')}
        rows={deleted}
        rowKey={({ id }) => id}
        empty={<p data-dimmed>{t('deletedEmpty')}</p>}
        columns={[
          { key: 'code', header: t('code'), phone: 'title', cell: ({ code }) => <Code code={code} /> },
          { key: 'cause', header: t('cause'), cell: ({ cause }) => sentenceCase(words(cause)) },
          { key: 'asked', header: t('askedBy'), cell: ({ askedBy }) => who(askedBy) },
          { key: 'approved', header: t('approvedBy'), cell: ({ approvedBy }) => who(approvedBy) },
          {
            key: 'when',
            header: t('when'),
            cell: ({ forgottenAt }) => <Moment value={forgottenAt} timeZone={timeZone} />,
          },
          {
            key: 'keys',
            header: t('state'),
            cell: ({ done }) => (done ? t('done') : <Chip tone="amber">{t('going')}</Chip>),
          },
        ]}
      />
    </Card>
  )
}

export function TermsCard({ terms }: { terms: DeletionsListed['terms'] }) {
  const t = useTranslations('forgetting')
  const words = useTranslations('vocabulary')
  return (
    <Card title={t('terms')}>
      <DefinitionList
        items={terms.map(({ outcome, days }) => ({
          term: sentenceCase(words(`outcome.${outcome}`)),
          value: t('days', { count: days }),
        }))}
      />
      <p data-dimmed>{t('termsNote')}</p>
    </Card>
  )
}

function Code({ code }: { code: string }) {
  return (
    <strong translate="no" data-code>
      {code}
    </strong>
  )
}
