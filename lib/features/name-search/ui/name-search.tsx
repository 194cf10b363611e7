'use client'

/**
 * One field that finds one's own cases by a name in any script, the end of a number, or the beginning of a code. What it
 * found goes by itself, like every name on a screen.
 */
import { useTranslations } from 'next-intl'
import { useCallback, useEffect, useEffectEvent, useState } from 'react'
import { TextField } from '../../../ui/fields/text-field.tsx'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { useGoesByItself } from '../../../ui/goes-by-itself.ts'
import { onHandedOver } from '../../../ui/handed-over.ts'
import { searchByNameAction } from '../actions.ts'
import { searchSchema, type Found } from '../schema.ts'
import { Hits } from './hits.tsx'
import styles from './name-search.module.css'

const NOTHING = { asked: '' }

export function NameSearch() {
  const t = useTranslations('nameSearch')
  const [found, setFound] = useState<Found | null>(null)
  const form = useActionForm({
    form: 'name-search',
    schema: searchSchema,
    action: searchByNameAction,
    defaults: NOTHING,
    drafts: false,
    keepValues: true,
    onDone: setFound,
  })
  const { methods, submit } = form
  const hide = useCallback(() => {
    setFound(null)
    methods.reset(NOTHING)
  }, [methods])
  useGoesByItself(found !== null, hide)
  const take = useEffectEvent((text: string) => {
    methods.setValue('asked', text)
    void submit()
  })
  useEffect(() => onHandedOver(take), [])
  return (
    <section className={styles.search} aria-label={t('title')}>
      <ActionForm
        form={form}
        submit={t('find')}
        tone="default"
        layout="row"
        pendingText={t('searching')}
        savedText={t('searched')}
        failedTitle={t('failed')}
      >
        <TextField control={form.control} name="asked" label={t('asked')} hint={t('hint')} />
      </ActionForm>
      <div aria-live="polite">{found === null ? null : <Hits found={found} hide={hide} />}</div>
    </section>
  )
}
