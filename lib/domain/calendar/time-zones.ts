/** Time zones by their IANA names. A team's zone says what "today" is for its deadlines and its dates. */

/** Those in which the house's teams work: Russia from west to east, and Korea. Offered first. */
export const HOME_ZONES = [
  'Europe/Kaliningrad',
  'Europe/Moscow',
  'Europe/Samara',
  'Asia/Yekaterinburg',
  'Asia/Omsk',
  'Asia/Krasnoyarsk',
  'Asia/Irkutsk',
  'Asia/Yakutsk',
  'Asia/Vladivostok',
  'Asia/Magadan',
  'Asia/Kamchatka',
  'Asia/Seoul',
] as const
export type HomeZone = (typeof HOME_ZONES)[number]

/** Area and place; `UTC+3`, `EST` and the like are no places and know no history of clock changes. */
const NAME = /^[A-Z][A-Za-z_]+(?:\/[A-Z][A-Za-z_+-]+){1,2}$/

/** True for a place whose clock is known. */
export function isTimeZone(text: string): boolean {
  if (text === 'UTC') return true
  if (!NAME.test(text)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: text })
    return true
  } catch {
    return false
  }
}

/** How far a place is from UTC at an instant, as people write it: `UTC+10`, `UTC+5:30`, `UTC`. */
export function utcOffset(timeZone: string, at: Date): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'shortOffset' }).formatToParts(at)
  return (parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT')
    .replace('GMT', 'UTC')
    .replace(/\+0$/, '')
}

/** All known places but the home zones, by name. */
export function otherZones(): readonly string[] {
  const home: readonly string[] = HOME_ZONES
  return [
    ...Intl.supportedValuesOf('timeZone').filter((zone) => isTimeZone(zone) && !home.includes(zone)),
    'UTC',
  ]
}
