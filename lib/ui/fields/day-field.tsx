'use client'

/** A calendar day, with its day of the week: a deadline is remembered by it. */
import { TextInput } from '@mantine/core'
import { useFormatter } from 'next-intl'
import { isDay } from '../../domain/calendar/partial-date.ts'
import styles from './fields.module.css'
import { inputFrame } from './input-frame.ts'
import { textOf, useField, type FieldProps } from './use-field.ts'

export function DayField<V extends Record<string, unknown>>(props: FieldProps<V>) {
  const format = useFormatter()
  const field = useField(props)
  const value = textOf(field.value)
  return (
    <div className={styles.echoed}>
      <TextInput
        {...inputFrame(field, props.hint, 'medium')}
        type="date"
        name={props.name}
        value={value}
        onChange={(event) => {
          field.set(event.currentTarget.value)
        }}
        onBlur={field.blur}
        disabled={props.disabled ?? false}
      />
      <p className={styles.echo} suppressHydrationWarning aria-live="polite">
        {isDay(value)
          ? format.dateTime(new Date(`${value}T00:00:00Z`), 'weekdayYear', { timeZone: 'UTC' })
          : null}
      </p>
    </div>
  )
}
