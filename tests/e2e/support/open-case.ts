/** Opens a case of its own for a test that changes one. */
import type { Page } from '@playwright/test'
import { addDays, dayAt } from '../../../lib/domain/calendar/partial-date.ts'
import { fill, send } from './form.ts'

/** The clock of nara's team, which is not the clock of every browser. */
export const TEAM_CLOCK = 'Asia/Vladivostok'

/** Today in nara's team, and days beside it. */
export function teamDay(days = 0): string {
  return addDays(dayAt(Date.now(), TEAM_CLOCK), days)
}

/** Opens a case three days after its first contact and answers its code. */
export async function openCase(page: Page, names: Readonly<Record<string, string>> = {}): Promise<string> {
  await page.goto('/cases/new')
  await fill(page, {
    occurredOn: teamDay(-3),
    channel: 'phone',
    civicGroup: 'Harbour group',
    group: 'dispatched-worker',
    sector: 'logging',
    federalDistrict: 'far-eastern',
    ...names,
  })
  await send(page, 'civicGroup')
  await page.waitForURL(/\/cases\/[a-z]+-\d\d$/)
  return new URL(page.url()).pathname.slice('/cases/'.length)
}

/** Records that the person had to move to a safe house, which no gate can refuse. */
export async function shelterInEmergency(page: Page, code: string, on = teamDay(-1)): Promise<void> {
  await page.goto(`/cases/${code}/emergency`)
  await fill(page, { to: 'safe-house', occurredOn: on, reason: 'Police asked for him at the site.' })
  await send(page, 'reason')
  await page.waitForURL(`**/cases/${code}`)
}
