/** When something is due, in words: what is late says by how much, what is ahead says the day of the week. */
import { useFormatter, useTranslations } from 'next-intl'
import { lateness, type Lateness } from '../domain/calendar/lateness.ts'
import { Chip, type ChipTone } from './chip.tsx'

type LatenessChipProps = {
  /** ISO 8601 instant; null when nothing is due. */
  due: string | null
  now: string
  timeZone: string
  precision?: 'day' | 'time'
  /** What is due, in a few words. */
  what?: string
  /** Plain muted text instead of a chip while nothing presses. */
  quiet?: boolean
}

const TONES = { overdue: 'red', today: 'amber', tomorrow: 'plain', later: 'plain' } as const satisfies Record<
  Lateness['kind'],
  ChipTone
>

export function LatenessChip({
  due,
  now,
  timeZone,
  precision = 'day',
  what,
  quiet = false,
}: LatenessChipProps) {
  const t = useTranslations('lateness')
  const words = useLatenessWords({ due: due ?? now, now, timeZone, precision })
  if (due === null) return <span data-dimmed>{t('none')}</span>
  const text = what === undefined ? words.text : t('labelled', { lateness: words.text, what })
  const tone = TONES[words.kind]
  if (quiet && tone === 'plain') return <span data-dimmed>{text}</span>
  return <Chip tone={tone}>{text}</Chip>
}

type WordsProps = { due: string; now: string; timeZone: string; precision: 'day' | 'time' }

function useLatenessWords({ due, now, timeZone, precision }: WordsProps): {
  kind: Lateness['kind']
  text: string
} {
  const t = useTranslations('lateness')
  const format = useFormatter()
  const at = new Date(due)
  const verdict = lateness(at.getTime(), new Date(now).getTime(), timeZone, precision)
  const day = (): string => format.dateTime(at, precision === 'time' ? 'moment' : 'weekday', { timeZone })
  switch (verdict.kind) {
    case 'overdue': {
      const keys = { minutes: 'overdueMinutes', hours: 'overdueHours', days: 'overdueDays' } as const
      return { kind: verdict.kind, text: t(keys[verdict.unit], { count: verdict.count }) }
    }
    case 'today':
      return {
        kind: verdict.kind,
        text:
          precision === 'time'
            ? t('todayAt', { time: format.dateTime(at, 'clock', { timeZone }) })
            : t('today'),
      }
    case 'tomorrow':
      return { kind: verdict.kind, text: t('tomorrow', { weekday: day() }) }
    case 'later':
      return { kind: verdict.kind, text: t('on', { day: day() }) }
  }
}
