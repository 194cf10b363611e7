'use client'

/**
 * One field for "where is it?" and "I want to…": a place of the menu by its name, anything else as a code among the
 * cases. Without scripts it is a plain GET form to the list of cases. What is no code may be a name, and no name may stand in
 * an address: it goes to the search of the page of cases through the memory of the tab.
 */
import { Autocomplete } from '@mantine/core'
import { useTranslations } from 'next-intl'
import Form from 'next/form'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { CODE_SHAPE } from '../../domain/code-name.ts'
import { useAlive } from '../alive.ts'
import { handOver } from '../handed-over.ts'
import type { NavItem } from './places.ts'
import styles from './shell.module.css'

/** How a code may begin. */
const BEGINNING = /^[a-z]{1,12}(-\d{0,2})?$/

/** The id by which shortcuts find the field. */
export const FIND_ID = 'find'

type FindProps = {
  items: readonly NavItem[]
  mayOpenCases: boolean
  /** Whoever asks here may search by name. */
  findsNames: boolean
}

export function Find({ items, mayOpenCases, findsNames }: FindProps) {
  const t = useTranslations()
  const router = useRouter()
  const [text, setText] = useState('')
  const alive = useAlive()
  const places = new Map(items.map(({ key, href }) => [t(`nav.${key}`), href]))
  if (mayOpenCases) places.set(t('nav.new-case'), '/cases/new')
  return (
    <Form
      action="/cases"
      prefetch={false}
      className={styles.find}
      role="search"
      onSubmit={(event) => {
        const typed = text.trim().toLowerCase()
        if (typed === '' || (findsNames ? CODE_SHAPE : BEGINNING).test(typed)) return
        event.preventDefault()
        if (!findsNames) return
        handOver(text)
        setText('')
        // The list of places would lie over what is found.
        event.currentTarget.querySelector('input')?.blur()
        router.push('/cases')
      }}
    >
      <Autocomplete
        id={FIND_ID}
        name="q"
        aria-label={t(findsNames ? 'shell.findName' : 'shell.find')}
        placeholder={t(findsNames ? 'shell.findName' : 'shell.find')}
        value={text}
        onChange={setText}
        data={[...places.keys()]}
        onOptionSubmit={(place) => {
          const href = places.get(place)
          if (href === undefined) return
          setText('')
          router.push(href)
        }}
        rightSection={<kbd className={styles.key}>Ctrl K</kbd>}
        rightSectionWidth={64}
        rightSectionPointerEvents="none"
        autoComplete="off"
        spellCheck={false}
        maxLength={60}
        // The browser itself holds back what is no code: as long as the script is not there, and where only codes are found.
        pattern={
          alive && findsNames ? undefined : alive ? '[A-Za-z]{1,12}(-[0-9]{0,2})?' : '[A-Za-z]{4,12}-[0-9]{2}'
        }
        title={alive && findsNames ? undefined : t('shell.codesOnly')}
        comboboxProps={{ shadow: 'md' }}
      />
    </Form>
  )
}
