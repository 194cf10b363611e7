'use client'

/** A day and an hour by the team's clock; the server adds the time zone, never the browser. */
import { Input, TextInput } from '@mantine/core'
import { useFormatter, useLocale, useTimeZone, useTranslations } from 'next-intl'
import { useState } from 'react'
import { dayAt, isDay } from '../../domain/calendar/partial-date.ts'
import styles from './fields.module.css'
import { inputFrame } from './input-frame.ts'
import { textOf, useField, type FieldProps } from './use-field.ts'

type MomentFieldProps<V extends Record<string, unknown>> = FieldProps<V> & { quick?: readonly 'now'[] }

function clockAt(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(at)
}

/** The zone in the reader's words, such as "Vladivostok Standard Time". */
function zoneName(locale: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'long' }).formatToParts(0)
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone
}

export function MomentField<V extends Record<string, unknown>>(props: MomentFieldProps<V>) {
  const t = useTranslations('dates')
  const format = useFormatter()
  const locale = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const field = useField(props)
  const [typed, setTyped] = useState({ day: '', time: '' })
  const value = textOf(field.value)
  const shown = joined(typed) === value ? typed : split(value)
  const hint = props.hint ?? (
    <span suppressHydrationWarning>{t('timeZone', { zone: zoneName(locale, zone) })}</span>
  )
  const { id, ...frame } = inputFrame(field, hint)

  function write(next: { day: string; time: string }): void {
    setTyped(next)
    field.set(joined(next))
  }

  const box = { onBlur: field.blur, disabled: props.disabled ?? false, error: field.problem !== undefined }
  return (
    <Input.Wrapper
      {...frame}
      id={`${field.id}-group`}
      role="group"
      aria-label={field.label}
      labelElement="div"
    >
      <div className={styles.date}>
        <TextInput
          {...box}
          id={id}
          type="date"
          label={t('day')}
          aria-label={`${props.label}: ${t('day')}`}
          classNames={{ label: styles.boxLabel ?? '' }}
          value={shown.day}
          onChange={(event) => {
            write({ ...shown, day: event.currentTarget.value })
          }}
        />
        <TextInput
          {...box}
          id={`${field.id}-time`}
          type="time"
          label={t('time')}
          aria-label={`${props.label}: ${t('time')}`}
          classNames={{ label: styles.boxLabel ?? '' }}
          value={shown.time}
          onChange={(event) => {
            write({ ...shown, time: event.currentTarget.value })
          }}
        />
        {props.quick?.includes('now') === true ? (
          <span className={styles.quick}>
            <button
              type="button"
              className={styles.quickButton}
              disabled={props.disabled}
              onClick={() => {
                write({ day: dayAt(Date.now(), zone), time: clockAt(Date.now(), zone) })
              }}
            >
              {t('now')}
            </button>
          </span>
        ) : null}
        <p className={styles.echo} suppressHydrationWarning aria-live="polite">
          {isDay(shown.day)
            ? format.dateTime(new Date(`${shown.day}T00:00:00Z`), 'weekdayYear', { timeZone: 'UTC' })
            : null}
        </p>
      </div>
    </Input.Wrapper>
  )
}

/** Half a moment stays half, so that the schema can ask for the rest. */
function joined({ day, time }: { day: string; time: string }): string {
  return day === '' && time === '' ? '' : `${day}T${time}`
}

function split(value: string): { day: string; time: string } {
  const [day = '', time = ''] = value.split('T')
  return { day, time: time.slice(0, 5) }
}
