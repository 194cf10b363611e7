/** Whether somebody can come in, in a word and a shape. */
import { useTranslations } from 'next-intl'
import { Chip, type ChipTone } from '../../../ui/chip.tsx'
import { Moment } from '../../../ui/dates.tsx'
import styles from './person-state.module.css'
import type { PersonRow, PersonState } from '../schema.ts'

const TONES = {
  active: 'green',
  invited: 'amber',
  'no-link': 'red',
  suspended: 'red',
  disabled: 'plain',
} as const satisfies Record<PersonState, ChipTone>

type PersonStateProps = { person: Pick<PersonRow, 'state' | 'linkUntil'>; timeZone: string }

export function PersonStateChip({ person, timeZone }: PersonStateProps) {
  const t = useTranslations('people')
  return (
    <span className={styles.state}>
      <Chip tone={TONES[person.state]}>{t(`stateWord.${person.state}`)}</Chip>
      {person.linkUntil === null ? null : (
        <span data-dimmed>
          {t('linkUntil')} <Moment value={person.linkUntil} timeZone={timeZone} />
        </span>
      )}
    </span>
  )
}
