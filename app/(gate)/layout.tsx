/** The frame of the pages in front of the door. */
import type { ReactNode } from 'react'
import { chooseLocale } from '../../lib/server/i18n/choose-locale.ts'
import { showsDemo } from '../../lib/server/session/frame.ts'
import { GateShell } from '../../lib/ui/shell/gate-shell.tsx'

export default function GateLayout({ children }: { children: ReactNode }) {
  return (
    <GateShell demo={showsDemo()} chooseLocale={chooseLocale}>
      {children}
    </GateShell>
  )
}
