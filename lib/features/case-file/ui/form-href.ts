/** The address at which a form of the case stands open. */
import type { CaseForm } from '../schema.ts'

export function formHref(code: string, form: CaseForm): string {
  return `/cases/${code}?do=${form}#form`
}
