/** What radio buttons and checkboxes in a group have in common: how they stand, and where the error summary leads. */
import type { ReactNode } from 'react'
import styles from './fields.module.css'
import { inputFrame } from './input-frame.ts'
import type { Field } from './use-field.ts'

export type Choice = { readonly value: string; readonly label: string; readonly hint?: string | undefined }

/** The frame around the group. The field's own id is left to the first choice. */
export function groupFrame(field: Field, hint: ReactNode) {
  return { ...inputFrame(field, hint), id: `${field.id}-group`, onBlur: field.blur }
}

/** One choice of the group. */
export function choiceFrame(field: Field, { value, label, hint }: Choice, index: number) {
  return {
    // The error summary leads to the first choice.
    id: index === 0 ? field.id : `${field.id}-${value}`,
    value,
    label,
    description: hint,
    classNames: {
      body: styles.choice ?? '',
      label: styles.choiceLabel ?? '',
      description: styles.hint ?? '',
    },
  }
}

/** One choice a line, or as many as fit. */
export function choicesClass(inline = false): string | undefined {
  return inline ? styles.choicesInline : styles.choices
}
