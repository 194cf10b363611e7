'use client'

/** A date as well as it is remembered: the year alone, the month, or the day. */
import { Input, TextInput } from '@mantine/core'
import { useTimeZone, useTranslations } from 'next-intl'
import { useState } from 'react'
import { addDays, dayAt } from '../../domain/calendar/partial-date.ts'
import styles from './fields.module.css'
import { inputFrame } from './input-frame.ts'
import { NO_PARTS, partsOf, textOfParts, type Parts } from './partial-date-parts.ts'
import { textOf, useField, type FieldProps } from './use-field.ts'

type Quick = 'today' | 'yesterday'
type PartialDateFieldProps<V extends Record<string, unknown>> = FieldProps<V> & { quick?: readonly Quick[] }

const BOXES = [
  { part: 'year', length: 4 },
  { part: 'month', length: 2 },
  { part: 'day', length: 2 },
] as const

export function PartialDateField<V extends Record<string, unknown>>(props: PartialDateFieldProps<V>) {
  const t = useTranslations('dates')
  const field = useField(props)
  const zone = useTimeZone() ?? 'UTC'
  const [typed, setTyped] = useState<Parts>(NO_PARTS)
  const value = textOf(field.value)
  // What was typed stands as long as it means the value: padding a lone "1" would get in the way of "12".
  const parts = textOfParts(typed) === value ? typed : partsOf(value)
  const { id, ...frame } = inputFrame(field, props.hint ?? t('partialHint'))

  function write(next: Parts): void {
    setTyped(next)
    field.set(textOfParts(next))
  }

  return (
    <Input.Wrapper
      {...frame}
      id={`${field.id}-group`}
      role="group"
      aria-label={field.label}
      labelElement="div"
    >
      <div className={styles.date}>
        {BOXES.map(({ part, length }) => (
          <TextInput
            key={part}
            id={part === 'year' ? id : `${field.id}-${part}`}
            label={t(part)}
            aria-label={`${props.label}: ${t(part)}`}
            classNames={{ label: styles.boxLabel ?? '' }}
            className={part === 'year' ? (styles.boxYear ?? '') : (styles.box ?? '')}
            value={parts[part]}
            onChange={(event) => {
              write({ ...parts, [part]: event.currentTarget.value })
            }}
            onBlur={field.blur}
            error={field.problem !== undefined}
            disabled={props.disabled ?? false}
            inputMode="numeric"
            maxLength={length}
            autoComplete="off"
          />
        ))}
        <span className={styles.quick}>
          {(props.quick ?? ['today', 'yesterday']).map((quick) => (
            <button
              key={quick}
              type="button"
              className={styles.quickButton}
              disabled={props.disabled}
              onClick={() => {
                write(partsOf(dayOf(quick, zone)))
              }}
            >
              {t(quick)}
            </button>
          ))}
        </span>
      </div>
    </Input.Wrapper>
  )
}

/** The day meant at the moment of the click, by the team's clock. */
function dayOf(quick: Quick, timeZone: string): string {
  const today = dayAt(Date.now(), timeZone)
  return quick === 'today' ? today : addDays(today, -1)
}
