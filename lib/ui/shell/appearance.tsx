'use client'

/** Light, dark, or as the device says. The choice stays in this browser; it tells nothing about anybody. */
import { useMantineColorScheme, type MantineColorScheme } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useAlive } from '../alive.ts'
import styles from './shell.module.css'

const SCHEMES = ['auto', 'light', 'dark'] as const satisfies readonly MantineColorScheme[]

export function Appearance() {
  const t = useTranslations('shell')
  const alive = useAlive()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <label className={styles.appearance}>
      <span>{t('appearance')}</span>
      <select
        value={alive ? colorScheme : 'auto'}
        disabled={!alive}
        onChange={(event) => {
          const chosen = SCHEMES.find((scheme) => scheme === event.currentTarget.value)
          if (chosen !== undefined) setColorScheme(chosen)
        }}
      >
        {SCHEMES.map((scheme) => (
          <option key={scheme} value={scheme}>
            {t(`appearance-${scheme}`)}
          </option>
        ))}
      </select>
    </label>
  )
}
