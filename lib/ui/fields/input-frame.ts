/** How a label, its hint and its problem stand around an input: the same for every field. */
import type { ReactNode } from 'react'
import styles from './fields.module.css'
import type { Field } from './use-field.ts'

type Frame = {
  readonly id: string
  readonly label: string
  readonly description: ReactNode
  readonly error: string | undefined
  readonly inputWrapperOrder: ('label' | 'description' | 'error' | 'input')[]
  readonly classNames: Readonly<Record<'root' | 'label' | 'description' | 'error', string>>
}

export function inputFrame(field: Field, hint: ReactNode): Frame {
  return {
    id: field.id,
    label: field.label,
    description: hint,
    error: field.problem,
    inputWrapperOrder: ['label', 'description', 'error', 'input'],
    classNames: {
      root: styles.field ?? '',
      label: styles.label ?? '',
      description: styles.hint ?? '',
      error: styles.problem ?? '',
    },
  }
}
