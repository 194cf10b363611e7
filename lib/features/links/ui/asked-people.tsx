/** Somebody new and new links that were asked of a second administrator, the newest first. Nothing where nothing was. */
import { useFormatter, useTranslations } from 'next-intl'
import { Card } from '../../../ui/card.tsx'
import { Chip, type ChipTone } from '../../../ui/chip.tsx'
import { LinkButton } from '../../../ui/link-button.tsx'
import { TaskList } from '../../../ui/task-list.tsx'
import type { AskedState, PersonAsked } from '../schema.ts'

const TONES = {
  waiting: 'amber',
  approved: 'green',
  returned: 'red',
  expired: 'plain',
} as const satisfies Record<AskedState, ChipTone>

export function AskedPeople({ asked, timeZone }: { asked: readonly PersonAsked[]; timeZone: string }) {
  const t = useTranslations('links')
  const words = useTranslations('vocabulary.role')
  const format = useFormatter()
  if (asked.length === 0) return null

  function noteOf({ state, roles, team, askedBy, until, comment }: PersonAsked): string {
    const waits = { who: askedBy, until: format.dateTime(new Date(until), 'moment', { timeZone }) }
    const said = state === 'returned' ? comment : ''
    const parts = [format.list(roles.map((role) => words(role))), team ?? '', said]
    return [...parts, state === 'waiting' ? t('askedBy', waits) : '']
      .filter((part) => part !== '')
      .join(' · ')
  }

  return (
    <Card title={t('list')}>
      <TaskList
        items={asked.map((one) => {
          const toMake = one.state === 'approved' && one.personId !== null
          const href = toMake ? `/people/${one.personId}` : `/approvals/${one.id}`
          const decides = one.state === 'waiting' && !one.mine
          return {
            id: one.id,
            chip: <Chip tone={TONES[one.state]}>{t(`state.${one.state}`)}</Chip>,
            title: [one.name, one.login, t(`kind.${one.kind}`)].join(' · '),
            href,
            note: noteOf(one),
            action: (
              <LinkButton href={href} size="xs" tone={toMake || decides ? 'primary' : 'default'}>
                {t(toMake ? 'make' : decides ? 'decide' : 'look')}
              </LinkButton>
            ),
          }
        })}
      />
    </Card>
  )
}
