'use client'

/** Several lines of text, with what is left of its limit. Too much is never cut off: the writer shortens it. */
import { Textarea } from '@mantine/core'
import { useTranslations } from 'next-intl'
import styles from './fields.module.css'
import { inputFrame } from './input-frame.ts'
import { textOf, useField, type FieldProps } from './use-field.ts'

type TextAreaFieldProps<V extends Record<string, unknown>> = FieldProps<V> & { limit?: number; rows?: number }

export function TextAreaField<V extends Record<string, unknown>>(props: TextAreaFieldProps<V>) {
  const t = useTranslations('form')
  const field = useField(props)
  const text = textOf(field.value)
  const { limit } = props
  const counter = limit === undefined ? null : { used: text.length, over: text.length - limit, limit }
  return (
    <div className={styles.counted}>
      <Textarea
        {...inputFrame(field, props.hint)}
        name={props.name}
        value={text}
        onChange={(event) => {
          field.set(event.currentTarget.value)
        }}
        onBlur={field.blur}
        disabled={props.disabled ?? false}
        autosize
        minRows={props.rows ?? 3}
        maxRows={16}
        spellCheck={false}
        autoComplete="off"
        dir="auto"
      />
      {counter === null ? null : (
        <p className={styles.counter} data-over={counter.over > 0}>
          {counter.over > 0 ? t('charactersOver', { over: counter.over }) : t('characters', counter)}
        </p>
      )}
    </div>
  )
}
