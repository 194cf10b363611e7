/** What people really wait for: a requirement that another missing one brings along is no reason of its own. */
import type { Requirement } from '../pathway/gates.ts'

/** The requirement, and the one without which it cannot be met either. */
const FOLLOWS: Readonly<Partial<Record<Requirement, Requirement>>> = {
  'house-not-compromised': 'placement',
  'reception-if-unscreened': 'placement',
  'second-person-approval': 'journey-plan',
  'warnings-acknowledged': 'second-person-approval',
}

/** The unmet requirements without those that follow from another one of them, in their order. */
export function firstCauses(unmet: readonly Requirement[]): readonly Requirement[] {
  return unmet.filter((requirement) => {
    const cause = FOLLOWS[requirement]
    return cause === undefined || !unmet.includes(cause)
  })
}
