/**
 * What a guest (an interpreter, a lawyer) may be shown: one case, chosen sections of it, on chosen days. Never who the
 * case is about, nor where they are or go: no section holds that.
 */
import type { Day } from '../calendar/partial-date.ts'
import { addDays } from '../calendar/partial-date.ts'
import { refusedField, granted, type Outcome } from '../refusal.ts'
import type { Action } from './actions.ts'

export const GUEST_SECTIONS = ['contacts', 'assessments', 'protection', 'incidents', 'notes'] as const
export type GuestSection = (typeof GUEST_SECTIONS)[number]

/** The action of the grid that shows each section. */
export const SECTION_ACTION = {
  contacts: 'guest.read-contacts',
  assessments: 'guest.read-assessments',
  protection: 'guest.read-protection',
  incidents: 'guest.read-incidents',
  notes: 'guest.read-notes',
} as const satisfies Record<GuestSection, Action>

/** A case is open to a guest for so many days at most, the first and the last included. */
export const GUEST_DAYS_AT_MOST = 90

/** Whether a case that is open to a guest in these sections lets them do this. */
export function isShared(action: Action, sections: readonly GuestSection[]): boolean {
  return action === 'guest.read' || sections.some((section) => SECTION_ACTION[section] === action)
}

/**
 * Whether the days that were chosen for a guest can be: not over already, in order, not too many, and begun soon.
 *
 * @param today the day it is for the team of the case
 */
export function judgeGuestDays(from: Day, until: Day, today: Day): Outcome<null> {
  if (until < from) return refusedField('untilOn', 'end-before-start')
  if (until < today) return refusedField('untilOn', 'in-past')
  if (from > addDays(today, GUEST_DAYS_AT_MOST)) return refusedField('fromOn', 'too-far-ahead')
  return until > addDays(from, GUEST_DAYS_AT_MOST - 1)
    ? refusedField('untilOn', 'too-far-ahead')
    : granted(null)
}
