/** Time zones as readers know them: home zones by city in their language, all others by their own name. */
import { useFormatter, useTranslations } from 'next-intl'
import { HOME_ZONES, otherZones, type HomeZone } from '../../../domain/calendar/time-zones.ts'

export type ZoneOption = { readonly value: string; readonly label: string }

function isHome(zone: string): zone is HomeZone {
  return HOME_ZONES.some((home) => home === zone)
}

/** Words for one zone: "Vladivostok (UTC+10)". */
export function useZoneWords(now: Date): (zone: string) => string {
  const t = useTranslations('teams')
  const format = useFormatter()
  return (zone) => {
    if (!isHome(zone)) return zone.replaceAll('_', ' ')
    // "GMT+10" in every language; UTC is what people in Russia and Korea write.
    const clock = format.dateTime(now, { timeZone: zone, timeZoneName: 'shortOffset', hour: 'numeric' })
    const offset = /(?:GMT|UTC)\S*/.exec(clock)?.[0]?.replace('GMT', 'UTC')
    return offset === undefined ? t(`zone.${zone}`) : `${t(`zone.${zone}`)} (${offset})`
  }
}

/** All zones to choose from, home zones first. Made on the server, so that every browser offers the same list. */
export function useZoneOptions(now: Date): readonly ZoneOption[] {
  const words = useZoneWords(now)
  return [...HOME_ZONES, ...otherZones()].map((value) => ({ value, label: words(value) }))
}
