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
  /** Days ahead within which it presses already: amber instead of plain. */
  soonDays?: number
}

/** Days from which on a date without its year could be misread. */
const FAR_DAYS = 180

export function LatenessChip(props: LatenessChipProps) {
  const { due, now, timeZone, precision = 'day', what, quiet = false, soonDays = 0 } = props
  const t = useTranslations('lateness')
  const at = new Date(due ?? now)
  const verdict = lateness(at.getTime(), new Date(now).getTime(), timeZone, precision)
  const words = useWords(verdict, at, timeZone, precision)
  if (due === null) return <span data-dimmed>{t('none')}</span>
  const text = what === undefined ? words : t('labelled', { lateness: words, what })
  const tone = toneOf(verdict, soonDays)
  return quiet && tone === 'plain' ? (
    <span data-dimmed suppressHydrationWarning>
      {text}
    </span>
  ) : (
    <Chip tone={tone}>{text}</Chip>
  )
}

function toneOf(verdict: Lateness, soonDays: number): ChipTone {
  switch (verdict.kind) {
    case 'overdue':
      return 'red'
    case 'today':
      return 'amber'
    case 'tomorrow':
      return soonDays >= 1 ? 'amber' : 'plain'
    case 'later':
      return verdict.days <= soonDays ? 'amber' : 'plain'
  }
}

function useWords(verdict: Lateness, at: Date, timeZone: string, precision: 'day' | 'time'): string {
  const t = useTranslations('lateness')
  const format = useFormatter()
  const shape = precision === 'time' ? 'moment' : 'weekday'
  switch (verdict.kind) {
    case 'overdue': {
      const keys = { minutes: 'overdueMinutes', hours: 'overdueHours', days: 'overdueDays' } as const
      return t(keys[verdict.unit], { count: verdict.count })
    }
    case 'today':
      if (precision === 'day') return t('today')
      return t('todayAt', { time: format.dateTime(at, 'clock', { timeZone }) })
    case 'tomorrow':
      return t('tomorrow', { weekday: format.dateTime(at, shape, { timeZone }) })
    case 'later': {
      const far = precision === 'day' && verdict.days > FAR_DAYS
      return t('on', { day: format.dateTime(at, far ? 'weekdayYear' : shape, { timeZone }) })
    }
  }
}
