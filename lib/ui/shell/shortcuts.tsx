'use client'

/**
 * The keys that save the mouse, listed under `?`. They go by the place of a key, not by its letter, so that they work on
 * Korean and Russian keyboards; while somebody types they do nothing.
 */
import { Modal } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { FIND_ID } from './find.tsx'
import type { NavItem } from './places.ts'
import styles from './shell.module.css'

const GO_WITHIN_MS = 1_500

export function Shortcuts({ items }: { items: readonly NavItem[] }) {
  const t = useTranslations()
  const router = useRouter()
  const [open, setOpen] = useState(false)

  useEffect(() => {
    let wentAt = 0
    function press(event: KeyboardEvent): void {
      if ((event.ctrlKey || event.metaKey) && event.code === 'KeyK') {
        event.preventDefault()
        document.getElementById(FIND_ID)?.focus()
        return
      }
      if (isTyping(event)) return
      if (event.key === '?') {
        event.preventDefault()
        setOpen(true)
      } else if (event.code === 'KeyG') {
        wentAt = event.timeStamp
      } else if (event.timeStamp - wentAt < GO_WITHIN_MS) {
        wentAt = 0
        const href =
          event.code === 'KeyE'
            ? '/emergency'
            : items[Number(/^Digit([1-9])$/.exec(event.code)?.[1]) - 1]?.href
        if (href !== undefined) router.push(href)
      }
    }
    document.addEventListener('keydown', press)
    return () => {
      document.removeEventListener('keydown', press)
    }
  }, [items, router])

  const lines: readonly (readonly [string, string])[] = [
    ['Ctrl K', t('shell.shortcutFind')],
    ...items.map(
      ({ key }, index) => [`G ${String(index + 1)}`, t('shell.goTo', { place: t(`nav.${key}`) })] as const,
    ),
    ['G E', t('shell.shortcutEmergency')],
    ['?', t('shell.shortcutHelp')],
  ]
  return (
    <Modal
      opened={open}
      onClose={() => {
        setOpen(false)
      }}
      title={t('shell.shortcuts')}
      closeButtonProps={{ 'aria-label': t('shell.close') }}
    >
      <dl className={styles.shortcuts}>
        {lines.map(([keys, what]) => (
          <div key={keys}>
            <dt>
              {keys.split(' ').map((key) => (
                <kbd key={key} className={styles.key}>
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}

function isTyping(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return true
  const target = event.target
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null
}
