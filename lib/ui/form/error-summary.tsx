'use client'

/** Says on top of a form what went wrong and leads to each field; takes focus so that nobody misses it. */
import { useTranslations } from 'next-intl'
import { useEffect, useRef, type ReactNode } from 'react'
import { get, useFormState, type Control } from 'react-hook-form'
import { isFieldProblem } from '../../domain/field-problem.ts'
import styles from './form.module.css'
import { fieldId, useFormFrame } from './form-frame.tsx'

type ErrorSummaryProps = {
  title: string
  children?: ReactNode
  /** Changes with every refused attempt. */
  attempt: number
}

/** The frame of a summary, also for failures without a form. */
export function ErrorSummary({ title, children, attempt }: ErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    box.current?.focus()
  }, [attempt])
  return (
    <div ref={box} className={styles.summary} role="alert" tabIndex={-1}>
      <p className={styles.summaryTitle}>
        <span aria-hidden="true">■ </span>
        {title}
      </p>
      {children}
    </div>
  )
}

type FieldErrorsProps<V extends Record<string, unknown>> = { control: Control<V, unknown, V> }

/** One link a field that needs correcting. */
export function FieldErrors<V extends Record<string, unknown>>({ control }: FieldErrorsProps<V>) {
  const t = useTranslations('problems')
  const { errors } = useFormState({ control })
  const { id, labelOf, placeOf } = useFormFrame()
  const paths = problemPaths(errors).sort((one, other) => placeOf(one) - placeOf(other))
  return (
    <ul className={styles.summaryList}>
      {paths.map((path) => {
        const message: unknown = get(errors, `${path}.message`)
        const text = t(isFieldProblem(message) ? message : 'not-valid')
        const label = labelOf(path)
        return (
          <li key={path}>
            <a href={`#${fieldId(id, path)}`} onClick={(event) => lead(event, fieldId(id, path))}>
              {label === undefined ? text : `${label}${/[?!:.]$/.test(label) ? '' : ':'} ${text}`}
            </a>
          </li>
        )
      })}
    </ul>
  )
}

/** How many fields need correcting. */
export function useProblemCount<V extends Record<string, unknown>>(control: Control<V, unknown, V>): number {
  const { errors } = useFormState({ control })
  return problemPaths(errors).length
}

/** Every path in the tree of errors that holds a message. */
function problemPaths(errors: object, prefix = ''): string[] {
  return Object.entries(errors).flatMap(([name, error]: [string, unknown]) => {
    if (typeof error !== 'object' || error === null || name === 'ref') return []
    const path = `${prefix}${name}`
    if ('message' in error && typeof error.message === 'string') return [path]
    return problemPaths(error, `${path}.`)
  })
}

/** Goes to the field without leaving a trace in the address. */
function lead(event: React.MouseEvent, id: string): void {
  const target = document.getElementById(id)
  if (target === null) return
  event.preventDefault()
  // A field inside a closed disclosure cannot take focus.
  target.closest('details')?.setAttribute('open', '')
  target.scrollIntoView({ block: 'center' })
  target.focus({ preventScroll: true })
}
