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
  readonly classNames: Readonly<Record<'root' | 'wrapper' | 'label' | 'description' | 'error', string>>
}

/** How much room what is typed usually takes. */
export type Width = 'short' | 'medium' | 'full'

export function inputFrame(field: Field, hint: ReactNode, width: Width = 'full'): Frame {
  return {
    id: field.id,
    label: field.label,
    description: hint,
    error: field.problem,
    inputWrapperOrder: ['label', 'description', 'error', 'input'],
    classNames: {
      root: styles.field ?? '',
      wrapper: styles[width] ?? '',
      label: styles.label ?? '',
      description: styles.hint ?? '',
      error: styles.problem ?? '',
    },
  }
}
