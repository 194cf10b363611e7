/** Which form fills a requirement: lists, gates and tasks all lead to the same one. */
import type { Requirement } from './gates.ts'

const FORM = {
  'contact-recorded': 'contact',
  'basis-keep': 'basis',
  'basis-share-unhcr': 'basis',
  placement: 'placement',
  'house-not-compromised': 'placement',
  'screening-not-failed': 'screening',
  'reception-if-unscreened': 'screening',
  'unhcr-appointment': 'protection',
  'risk-within-30-days': 'risk',
  'risk-within-7-days': 'risk',
  'journey-plan': 'journey-plan',
  'second-person-approval': 'approval',
  'warnings-acknowledged': 'approval',
  'arrival-confirmed': 'arrival',
  'contact-attempts': 'contact',
  'silent-for-90-days': 'contact',
} as const satisfies Record<Requirement, string>

export type FillingForm = (typeof FORM)[Requirement]

/** The form that fills a requirement. */
export function fillingForm(requirement: Requirement): FillingForm {
  return FORM[requirement]
}
