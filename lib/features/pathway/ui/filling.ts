/** Where a requirement is filled: the form that opens in place on the case. */
import { fillingForm } from '../../../domain/pathway/filling-form.ts'
import type { Requirement } from '../../../domain/pathway/gates.ts'

/** The address at which the form stands open. */
export function fillingHref(code: string, requirement: Requirement): string {
  return `/cases/${code}?do=${fillingForm(requirement)}`
}
