/** How grave each kind of incident usually is: what the form proposes, and whoever reports may change. */
import type { IncidentKind, Severity } from './vocabulary.ts'

export const USUAL_SEVERITY = {
  detention: 'critical',
  abduction: 'critical',
  'expulsion-proceedings': 'critical',
  surveillance: 'serious',
  'house-compromised': 'critical',
  'helper-threatened': 'serious',
  'account-compromised': 'serious',
  'device-seized': 'serious',
  'contact-lost': 'serious',
  violence: 'critical',
  medical: 'serious',
  death: 'critical',
} as const satisfies Record<IncidentKind, Severity>
