'use client'

/** A number on a short scale, each step with its word. */
import { Radio } from '@mantine/core'
import styles from './fields.module.css'
import { inputFrame } from './input-frame.ts'
import { textOf, useField, type FieldProps } from './use-field.ts'

type ScoreFieldProps<V extends Record<string, unknown>> = FieldProps<V> & {
  from: number
  to: number
  /** The words of the scale, from the lowest to the highest. */
  texts: readonly string[]
  /** One step a line, for scales whose words are long. */
  stacked?: boolean
}

export function ScoreField<V extends Record<string, unknown>>(props: ScoreFieldProps<V>) {
  const field = useField(props)
  const { id, ...frame } = inputFrame(field, props.hint)
  const scores = Array.from({ length: props.to - props.from + 1 }, (_, step) => props.from + step)
  return (
    <Radio.Group
      {...frame}
      id={`${field.id}-group`}
      name={field.id}
      value={textOf(field.value)}
      onChange={(score) => {
        field.set(Number(score))
      }}
      onBlur={field.blur}
    >
      <div className={props.stacked === true ? styles.choices : styles.scale}>
        {scores.map((score, index) => (
          <Radio
            key={score}
            id={index === 0 ? id : `${field.id}-${String(score)}`}
            value={String(score)}
            label={props.texts[index] ?? String(score)}
            disabled={props.disabled ?? false}
            classNames={{ body: styles.choice ?? '', label: styles.choiceLabel ?? '' }}
          />
        ))}
      </div>
    </Radio.Group>
  )
}
