import type { Page } from '@playwright/test'

/** How far the page reaches beyond the right edge of the window, in px. */
export function overhang(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
}
