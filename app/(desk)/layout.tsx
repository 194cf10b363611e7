/** The frame of the signed-in pages. It draws and protects nothing: every page asks for the person again by itself. */
import { NextIntlClientProvider } from 'next-intl'
import type { ReactNode } from 'react'
import { mayEver, reachOf } from '../../lib/domain/policy/decide.ts'
import { DraftKeeping } from '../../lib/features/drafts/ui/draft-keeping.tsx'
import { StepUp } from '../../lib/features/sign-in/ui/step-up.tsx'
import { chooseLocale } from '../../lib/server/i18n/choose-locale.ts'
import { requirePerson } from '../../lib/server/session/current.ts'
import { showsDemo } from '../../lib/server/session/frame.ts'
import { IDLE_MINUTES } from '../../lib/server/session/lookup.ts'
import { LiveRefresh } from '../../lib/ui/live-refresh.tsx'
import { AppShell } from '../../lib/ui/shell/app-shell.tsx'
import { IdleGuard } from '../../lib/ui/shell/idle-guard.tsx'
import { roomsOf } from './rooms.ts'

export default async function DeskLayout({ children }: { children: ReactNode }) {
  const person = await requirePerson()
  return (
    <NextIntlClientProvider timeZone={person.timeZone}>
      <IdleGuard minutes={IDLE_MINUTES} />
      {mayEver(person, 'case.list') || mayEver(person, 'release.read') ? <LiveRefresh /> : null}
      <StepUp login={person.login}>
        <DraftKeeping>
          <AppShell
            person={{ login: person.login, team: person.teamName, onCall: person.onCall }}
            items={roomsOf(person)}
            demo={showsDemo()}
            worksCases={mayEver(person, 'case.list')}
            mayOpenCases={mayEver(person, 'case.create')}
            findsNames={mayEver(person, 'case.search-name') && reachOf(person, 'case.list') === 'own'}
            chooseLocale={chooseLocale}
          >
            {children}
          </AppShell>
        </DraftKeeping>
      </StepUp>
    </NextIntlClientProvider>
  )
}
