import '@fontsource-variable/inter/wght.css'
import '@fontsource-variable/noto-sans-kr/wght.css'
import '@mantine/core/styles.layer.css'
import '../lib/ui/tokens.css'
import '../lib/ui/global.css'
import { ColorSchemeScript, mantineHtmlProps } from '@mantine/core'
import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import { NextIntlClientProvider } from 'next-intl'
import { getLocale } from 'next-intl/server'
import type { ReactNode } from 'react'
import { leaveWhenLocked } from '../lib/server/session/current.ts'
import { Providers } from '../lib/ui/providers.tsx'

/** The title is the same everywhere: a tab, a history or a bookmark must not say whose page was open. */
export const metadata: Metadata = {
  title: 'Causeway',
  robots: { index: false, follow: false },
  referrer: 'no-referrer',
  formatDetection: { telephone: false, email: false, address: false },
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f5f6f8' },
    { media: '(prefers-color-scheme: dark)', color: '#11161c' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, sent] = await Promise.all([getLocale(), headers()])
  leaveWhenLocked()
  const nonce = sent.get('x-nonce') ?? ''
  return (
    <html lang={locale} {...mantineHtmlProps}>
      <head>
        <ColorSchemeScript defaultColorScheme="auto" nonce={nonce} />
      </head>
      <body>
        <NextIntlClientProvider>
          <Providers nonce={nonce}>{children}</Providers>
        </NextIntlClientProvider>
      </body>
    </html>
  )
}
