/** Roles as a list in the reader's language. */
import { useFormatter, useTranslations } from 'next-intl'
import type { Role } from '../../../domain/policy/roles.ts'

export function useRoleWords(): (roles: readonly Role[]) => string {
  const words = useTranslations('vocabulary.role')
  const format = useFormatter()
  return (roles) => format.list(roles.map((role) => words(role)))
}
