'use client'

/** One of a few, all of them in sight. */
import { Radio } from '@mantine/core'
import styles from './fields.module.css'
import { inputFrame } from './input-frame.ts'
import { textOf, useField, type FieldProps } from './use-field.ts'

export type RadioOption = {
  readonly value: string
  readonly label: string
  readonly hint?: string | undefined
}

type RadioFieldProps<V extends Record<string, unknown>> = FieldProps<V> & {
  options: readonly RadioOption[]
  inline?: boolean
}

export function RadioField<V extends Record<string, unknown>>(props: RadioFieldProps<V>) {
  const field = useField(props)
  const { id, ...frame } = inputFrame(field, props.hint)
  return (
    <Radio.Group
      {...frame}
      id={`${field.id}-group`}
      name={field.id}
      value={textOf(field.value)}
      onChange={field.set}
      onBlur={field.blur}
    >
      <div className={props.inline === true ? styles.choicesInline : styles.choices}>
        {props.options.map((option, index) => (
          <Radio
            key={option.value}
            // The error summary leads to the first choice.
            id={index === 0 ? id : `${field.id}-${option.value}`}
            value={option.value}
            label={option.label}
            description={option.hint}
            disabled={props.disabled ?? false}
            classNames={{
              body: styles.choice ?? '',
              label: styles.choiceLabel ?? '',
              description: styles.hint ?? '',
            }}
          />
        ))}
      </div>
    </Radio.Group>
  )
}
