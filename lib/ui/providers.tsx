'use client'

/** Wraps the whole page in the theme. Styles made in the browser carry the nonce of the page that is open. */
import { MantineProvider } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { theme, variables } from './theme.ts'

type ProvidersProps = { nonce: string; children: ReactNode }

export function Providers({ nonce, children }: ProvidersProps) {
  // A later answer brings a newer nonce, but the browser goes on judging by the one that the page was opened with.
  const [opened] = useState(nonce)
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={variables}
      defaultColorScheme="auto"
      getStyleNonce={() => opened}
    >
      {children}
    </MantineProvider>
  )
}
