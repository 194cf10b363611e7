/** The rooms of the menu. Which of them somebody sees is decided by the page's layout, from the policy grid. */
export const PLACES = [
  'today',
  'guest',
  'cases',
  'pipeline',
  'houses',
  'incidents',
  'approvals',
  'releases',
  'people',
  'teams',
] as const
export type Place = (typeof PLACES)[number]

export type NavItem = {
  readonly key: Place
  readonly href: string
  /** What waits there for this person. */
  readonly count?: number | undefined
  /** Drawn in red: it waits too long already. */
  readonly urgent?: boolean | undefined
}

/** True when the path lies in the item's room. */
export function isCurrent(href: string, path: string): boolean {
  return href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`)
}
