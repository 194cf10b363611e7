/** Who works in the invented house of the demo. Everybody has the same password, printed at the start of the demo. */
import type { Role } from '../../lib/domain/policy/roles.ts'

export const demoTeams = ['Vladivostok', 'Moscow', 'Khabarovsk'] as const
export type DemoTeam = (typeof demoTeams)[number]

export type DemoAccount = {
  readonly login: string
  readonly password: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly team: DemoTeam | null
}

const password = 'demo harbour lantern 47'

/**
 * gita interprets for one case of mina's. suji supervises mina, anna supervises oleg, yuri supervises nara and pavel; two
 * administrators, one trustee.
 */
export const demoAccounts: readonly DemoAccount[] = [
  { login: 'mina', password, name: 'Mina Kim', roles: ['caseworker'], team: 'Vladivostok' },
  { login: 'suji', password, name: 'Suji Park', roles: ['supervisor'], team: 'Vladivostok' },
  { login: 'oleg', password, name: 'Oleg Sorokin', roles: ['caseworker'], team: 'Moscow' },
  { login: 'anna', password, name: 'Anna Orlova', roles: ['supervisor'], team: 'Moscow' },
  { login: 'nara', password, name: 'Nara Choi', roles: ['caseworker'], team: 'Khabarovsk' },
  { login: 'pavel', password, name: 'Pavel Denisov', roles: ['caseworker'], team: 'Khabarovsk' },
  { login: 'yuri', password, name: 'Yuri Tsoi', roles: ['supervisor'], team: 'Khabarovsk' },
  { login: 'gita', password, name: 'Gita Brandt', roles: ['guest'], team: 'Vladivostok' },
  { login: 'hana', password, name: 'Hana Lee', roles: ['director'], team: null },
  { login: 'dan', password, name: 'Dan Weiss', roles: ['analyst'], team: null },
  { login: 'vera', password, name: 'Vera Lindt', roles: ['auditor'], team: null },
  { login: 'root', password, name: 'Ruth Ottesen', roles: ['administrator'], team: null },
  { login: 'ines', password, name: 'Ines Moreau', roles: ['administrator'], team: null },
  { login: 'lena', password, name: 'Lena Brandt', roles: ['trustee'], team: null },
]
