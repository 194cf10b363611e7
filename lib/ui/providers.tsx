'use client'

/** Wraps the whole page in the theme. Styles made in the browser carry the nonce of the page that is open. */
import { MantineProvider } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { config } from 'zod'
import { theme, variables } from './theme.ts'

// zod tries `eval` out when a schema is made; the policy of the pages forbids it and reports every try.
if (typeof window !== 'undefined') config({ jitless: true })

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
