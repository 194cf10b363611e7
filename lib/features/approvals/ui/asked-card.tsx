/** What exactly is asked, where it is no journey: one card. */
import { useTranslations } from 'next-intl'
import { CONTENTS } from '../../../domain/deletion.ts'
import type { Role } from '../../../domain/policy/roles.ts'
import { Card } from '../../../ui/card.tsx'
import { Day, PartialDay } from '../../../ui/dates.tsx'
import { DefinitionList } from '../../../ui/definition-list.tsx'
import { sentenceCase } from '../../../ui/sentence-case.ts'
import type {
  Asked,
  ClosingAsked,
  DeletionAsked,
  GlassAsked,
  InvitationAsked,
  JourneyAsked,
  LinkAsked,
  MoveAsked,
  RolesAsked,
} from '../schema.ts'
import styles from './approvals.module.css'

export function AskedCard({ asked }: { asked: Exclude<Asked, JourneyAsked> }) {
  switch (asked.kind) {
    case 'adverse-closing':
      return <ClosingCard closing={asked} />
    case 'move-review':
      return <MoveCard move={asked} />
    case 'break-glass':
      return <GlassCard glass={asked} />
    case 'role-change':
      return <RolesCard change={asked} />
    case 'invitation':
      return <InvitationCard invitation={asked} />
    case 'new-link':
      return <LinkCard link={asked} />
    case 'deletion':
      return <DeletionCard deletion={asked} />
  }
}

function ClosingCard({ closing }: { closing: ClosingAsked }) {
  const t = useTranslations('approvals')
  const words = useTranslations('vocabulary')
  const stages = useTranslations('stages')
  const { incident } = closing
  return (
    <Card title={t('asked')}>
      <DefinitionList
        items={[
          { term: t('outcome'), value: sentenceCase(words(`outcome.${closing.outcome}`)) },
          { term: t('happenedOn'), value: <PartialDay value={closing.occurredOn} /> },
          {
            term: t('incident'),
            value: [
              incident.code,
              words(`incidentKind.${incident.kind}`),
              words(`severity.${incident.severity}`),
            ].join(' · '),
          },
          { term: t('stage'), value: stages(closing.stage) },
          { term: t('reason'), value: <Said text={closing.reason} /> },
        ]}
      />
    </Card>
  )
}

function MoveCard({ move }: { move: MoveAsked }) {
  const t = useTranslations('approvals')
  const words = useTranslations('vocabulary')
  const stages = useTranslations('stages')
  return (
    <Card title={t('asked')}>
      <DefinitionList
        items={[
          { term: t('how'), value: words(`moveKind.${move.how}`) },
          { term: t('from'), value: move.from === null ? t('none') : stages(move.from) },
          { term: t('to'), value: stages(move.to) },
          { term: t('moved'), value: <PartialDay value={move.occurredOn} /> },
          { term: t('reason'), value: <Said text={move.reason} /> },
        ]}
      />
    </Card>
  )
}

function GlassCard({ glass }: { glass: GlassAsked }) {
  const t = useTranslations('approvals')
  const stages = useTranslations('stages')
  return (
    <Card title={t('asked')}>
      <DefinitionList
        items={[
          { term: t('stage'), value: stages(glass.stage) },
          { term: t('reason'), value: <Said text={glass.reason} /> },
        ]}
      />
    </Card>
  )
}

function RolesCard({ change }: { change: RolesAsked }) {
  const t = useTranslations('approvals')
  const words = useTranslations('vocabulary.role')
  const listed = (roles: readonly Role[]) => roles.map((role) => words(role)).join(', ')
  return (
    <Card title={t('asked')}>
      <DefinitionList
        items={[
          { term: t('person'), value: `${change.name} · ${change.login}` },
          { term: t('rolesNow'), value: listed(change.from.roles) },
          { term: t('rolesThen'), value: <strong>{listed(change.to.roles)}</strong> },
          { term: t('teamNow'), value: change.from.team ?? t('none') },
          { term: t('teamThen'), value: <strong>{change.to.team ?? t('none')}</strong> },
        ]}
      />
    </Card>
  )
}

function InvitationCard({ invitation: { name, login, to } }: { invitation: InvitationAsked }) {
  const t = useTranslations('approvals')
  const words = useTranslations('vocabulary.role')
  return (
    <Card title={t('asked')}>
      <DefinitionList
        items={[
          { term: t('person'), value: `${name} · ${login}` },
          {
            term: t('rolesThen'),
            value: <strong>{to.roles.map((role) => words(role)).join(', ')}</strong>,
          },
          { term: t('teamThen'), value: <strong>{to.team ?? t('none')}</strong> },
        ]}
      />
    </Card>
  )
}

function LinkCard({ link: { name, login, held, enrolled } }: { link: LinkAsked }) {
  const t = useTranslations('approvals')
  const words = useTranslations('vocabulary.role')
  return (
    <Card title={t('asked')}>
      <DefinitionList
        items={[
          { term: t('person'), value: `${name} · ${login}` },
          { term: t('rolesNow'), value: held.roles.map((role) => words(role)).join(', ') },
          { term: t('teamNow'), value: held.team ?? t('none') },
          { term: t('linkFor'), value: <strong>{t(enrolled ? 'linkReplaces' : 'linkFirst')}</strong> },
        ]}
      />
    </Card>
  )
}

/** How it ended, why it goes, and how much there is of what. */
function DeletionCard({ deletion }: { deletion: DeletionAsked }) {
  const t = useTranslations('approvals')
  const words = useTranslations('vocabulary')
  const { outcome, stageSince, cause, reason, contents } = deletion
  return (
    <Card title={t('asked')}>
      <DefinitionList
        items={[
          { term: t('outcome'), value: sentenceCase(words(`outcome.${outcome}`)) },
          { term: t('closedOn'), value: <Day value={stageSince} /> },
          { term: t('cause'), value: sentenceCase(words(`deletionCause.${cause}`)) },
          { term: t('reason'), value: <Said text={reason} /> },
          {
            term: t('goes'),
            value: CONTENTS.filter((kind) => contents[kind] > 0)
              .map((kind) => `${words(`content.${kind}`)} ${String(contents[kind])}`)
              .join(' · '),
          },
        ]}
      />
    </Card>
  )
}

function Said({ text }: { text: string }) {
  const t = useTranslations('approvals')
  return text === '' ? t('none') : <span className={styles.text}>{text}</span>
}
