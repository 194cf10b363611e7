/** A start page on which nothing waits: why, and where to go instead. Each role has its own. */
import { useTranslations } from 'next-intl'
import type { Role } from '../../../domain/policy/roles.ts'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { LinkButton } from '../../../ui/link-button.tsx'

/** Where each role without cases works. The first that somebody holds counts. */
const ROOMS = [
  { role: 'administrator', href: '/people', to: 'people' },
  { role: 'director', href: '/approvals', to: 'approvals' },
  { role: 'trustee', href: '/approvals', to: 'approvals' },
  { role: 'auditor', href: '/account', to: 'account' },
  { role: 'analyst', href: '/releases', to: 'releases' },
  { role: 'guest', href: '/guest', to: 'guest' },
] as const satisfies readonly { role: Role; href: string; to: string }[]

export function EmptyDay({ roles }: { roles: readonly Role[] }) {
  const t = useTranslations('today')
  const room = ROOMS.find(({ role }) => roles.includes(role))
  if (room === undefined) {
    return (
      <EmptyState
        title={t('empty.cases.title')}
        text={t('empty.cases.text')}
        action={<LinkButton href="/cases">{t('to.cases')}</LinkButton>}
      />
    )
  }
  return (
    <EmptyState
      title={t(`empty.${room.role}.title`)}
      text={t(`empty.${room.role}.text`)}
      action={<LinkButton href={room.href}>{t(`to.${room.to}`)}</LinkButton>}
    />
  )
}
