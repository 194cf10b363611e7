/** Time zones as readers know them: home zones by city in their language, all others by their own name. */
import { useTranslations } from 'next-intl'
import { HOME_ZONES, otherZones, utcOffset, type HomeZone } from '../../../domain/calendar/time-zones.ts'

export type ZoneOption = { readonly value: string; readonly label: string }

function isHome(zone: string): zone is HomeZone {
  return HOME_ZONES.some((home) => home === zone)
}

/** Words for one zone: "Vladivostok (UTC+10)". */
export function useZoneWords(now: Date): (zone: string) => string {
  const t = useTranslations('teams')
  return (zone) => {
    const name = isHome(zone) ? t(`zone.${zone}`) : zone.replaceAll('_', ' ')
    return `${name} (${utcOffset(zone, now)})`
  }
}

/** All zones to choose from, home zones first. Made on the server, so that every browser offers the same list. */
export function useZoneOptions(now: Date): readonly ZoneOption[] {
  const words = useZoneWords(now)
  return [...HOME_ZONES, ...otherZones()].map((value) => ({ value, label: words(value) }))
}
