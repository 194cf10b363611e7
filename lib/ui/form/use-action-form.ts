'use client'

/**
 * One form and the one action that saves it: checks by the schema that the action uses too, saves at most once whatever
 * the line does, and loses nothing that was typed.
 */
import { zodResolver } from '@hookform/resolvers/zod'
import { useEffect, useRef, useState, useTransition } from 'react'
import {
  useForm,
  type Control,
  type DefaultValues,
  type FieldPath,
  type UseFormReturn,
} from 'react-hook-form'
import type { z } from 'zod'
import { problemOf } from '../../domain/field-problem.ts'
import type { FieldProblems, Outcome } from '../../domain/refusal.ts'
import { useDrafts, type DiscardDraft, type DraftContent, type SaveDraft } from './drafts.tsx'
import { failureOf, isTooLarge, type Failure } from './failure.ts'
import { newIdempotencyKey } from './idempotency-key.ts'
import { useStepUp, type StepUp } from './step-up.tsx'
import { useDraftKeeper, type DraftState } from './use-draft-keeper.ts'

type Values = Record<string, unknown>

/** What an action receives: the values as typed, the key, and the version that was read. */
export type Sent<V> = V & { readonly key: string; readonly version?: number }

export type ActionFormOptions<V extends Values, O, T> = {
  form: string
  subject?: string | undefined
  schema: z.ZodType<O, V>
  action: (input: Sent<V>) => Promise<Outcome<T>>
  defaults: DefaultValues<V>
  version?: number | undefined
  onDone?: ((value: T) => void) | undefined
  keepValues?: boolean | undefined
  drafts?: boolean | undefined
  saveDraft?: SaveDraft | undefined
  discardDraft?: DiscardDraft | undefined
  initialDraft?: DraftContent | null | undefined
}

export type ActionFormHandle<V extends Values = Values> = {
  readonly id: string
  readonly control: Control<V, unknown, V>
  readonly methods: UseFormReturn<V, unknown, V>
  readonly submit: (event?: React.BaseSyntheticEvent) => Promise<void>
  readonly pending: boolean
  readonly failure: Failure | null
  /** Grows with every refused attempt: the summary takes focus each time. */
  readonly attempts: number
  readonly saved: boolean
  /** Drawn by `ActionForm`: the confirmation that an action may ask for. */
  readonly stepUp: StepUp
  readonly draft: { readonly state: DraftState; readonly restored: boolean; readonly discard: () => void }
}

/** One press of the button: what was typed, and what went out for it. */
type Attempt<V> = { readonly values: V; readonly sent: Sent<V> }

const NO_DRAFTS = { save: null, discard: null }

export function useActionForm<V extends Values, O, T>(
  options: ActionFormOptions<V, O, T>,
): ActionFormHandle<V> {
  const { form, subject, schema, action, defaults, version, onDone, keepValues = false } = options
  const inherited = useDrafts()
  const place = {
    save: options.saveDraft ?? inherited.save,
    discard: options.discardDraft ?? inherited.discard,
  }
  const found = options.initialDraft ?? null
  const drafts = options.drafts === false ? NO_DRAFTS : place

  const [key, setKey] = useState(() => found?.key ?? newIdempotencyKey())
  const [restored, setRestored] = useState(found !== null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [attempts, setAttempts] = useState(0)
  const [saved, setSaved] = useState(false)
  // What was typed is judged by what its writer saw: a page that looked again by itself must not hide a change.
  const [seen, setSeen] = useState<number | undefined>(undefined)
  const [pending, startTransition] = useTransition()
  const busy = useRef(false)
  const keeper = useDraftKeeper({ form, subject: subject ?? null }, drafts, found !== null)

  const methods = useForm<V, unknown, V>({
    resolver: zodResolver(schema, { error: problemOf }, { raw: true }),
    defaultValues: found === null ? defaults : Object.assign({}, defaults, found.values),
    shouldFocusError: false,
    mode: 'onSubmit',
    // Not on blur: a message that vanishes as the mouse goes down moves the button away from under it.
    reValidateMode: 'onChange',
  })

  const { subscribe } = methods
  const { note } = keeper
  const keepsDrafts = options.drafts !== false
  useEffect(
    () =>
      subscribe({
        formState: { values: true },
        callback: ({ values, name, type }) => {
          // Only a person's change counts; resets and fills by the program are no draft.
          if (name === undefined || type !== 'change') return
          setSaved(false)
          setSeen((earlier) => earlier ?? version)
          if (keepsDrafts) note({ key, values: withoutPasswords(values) })
        },
      }),
    [subscribe, note, key, keepsDrafts, version],
  )

  const { hold, stepUp } = useStepUp<Attempt<V>>({
    again: (attempt) => void sendAgain(attempt),
    onCancel: () => {
      refuse('step-up')
    },
  })

  useWarningBeforeLeaving(keeper.state === 'writing' || keeper.state === 'unkept')

  function refuse(reason: Failure, fields?: FieldProblems): void {
    for (const [path, problem] of Object.entries(fields ?? {})) {
      methods.setError(path as FieldPath<V>, { type: 'server', message: problem })
    }
    // Now they know: the next attempt counts from what the page shows.
    if (reason === 'stale') setSeen(undefined)
    setFailure(reason)
    setAttempts((count) => count + 1)
  }

  function finish(values: V, answer: T): void {
    keeper.drop()
    setKey(newIdempotencyKey())
    setRestored(false)
    setSeen(undefined)
    setSaved(true)
    methods.reset(keepValues ? values : defaults)
    onDone?.(answer)
  }

  async function send(attempt: Attempt<V>): Promise<void> {
    if (isTooLarge(attempt.values)) {
      refuse('too-large')
      return
    }
    try {
      const outcome = await action(attempt.sent)
      if (outcome.ok) finish(attempt.values, outcome.value)
      else if (outcome.refusal !== 'step-up' || !hold(attempt)) refuse(outcome.refusal, outcome.fields)
    } catch (error) {
      refuse(failureOf(error))
    }
  }

  function deliver(attempt: Attempt<V>): Promise<void> {
    return new Promise<void>((resolve) => {
      startTransition(async () => {
        await send(attempt).finally(resolve)
      })
    })
  }

  async function sendAgain(attempt: Attempt<V>): Promise<void> {
    busy.current = true
    await deliver(attempt)
    busy.current = false
  }

  async function submit(event?: React.BaseSyntheticEvent): Promise<void> {
    event?.preventDefault()
    // A second press while the first is under way: the key would catch it too, this saves the round trip.
    if (busy.current) return
    busy.current = true
    setFailure(null)
    setSaved(false)
    await methods.handleSubmit(
      (values) => {
        const readAt = seen ?? version
        const sent = { ...values, key, ...(readAt === undefined ? {} : { version: readAt }) }
        return deliver({ values, sent })
      },
      () => {
        refuse('invalid')
      },
    )()
    busy.current = false
  }

  function discard(): void {
    keeper.drop()
    setKey(newIdempotencyKey())
    setRestored(false)
    setSeen(undefined)
    setFailure(null)
    methods.reset(defaults)
  }

  return {
    id: subject === undefined ? form : `${form}-${subject}`,
    control: methods.control,
    methods,
    submit,
    pending,
    failure,
    attempts,
    saved,
    stepUp,
    draft: { state: keeper.state, restored, discard },
  }
}

/** A password is kept nowhere, not even sealed and for a day. */
function withoutPasswords(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !/password/i.test(name)))
}

/** The browser asks before leaving, but only when the words would really be lost. */
function useWarningBeforeLeaving(wouldLose: boolean): void {
  useEffect(() => {
    if (!wouldLose) return undefined
    function warn(event: BeforeUnloadEvent): void {
      event.preventDefault()
    }
    window.addEventListener('beforeunload', warn)
    return () => {
      window.removeEventListener('beforeunload', warn)
    }
  }, [wouldLose])
}
