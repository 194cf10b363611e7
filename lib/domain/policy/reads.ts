/** Which actions only look. Every other action on a case locks the case row first. */
import type { AnyAction } from './decide.ts'

const READS: ReadonlySet<AnyAction> = new Set<AnyAction>([
  'alert.list',
  'alert.watch',
  'approval.list',
  'audit.read',
  'break-glass.list',
  'case.list',
  'case.read',
  'case.read-address',
  'case.read-identity',
  'case.search-name',
  'document.fetch',
  'document.read',
  'document.stage',
  'guest.read',
  'guest.read-assessments',
  'guest.read-contacts',
  'guest.read-incidents',
  'guest.read-notes',
  'guest.read-protection',
  'colleague.list',
  'colleague.review',
  'deletion.list',
  'house.list',
  'person.list',
  'pipeline.read',
  'quality.read',
  'release.count',
  'release.fetch',
  'release.read',
  'task.list',
  'team.list',
])

/** True for an action that changes nothing but the log. */
export function onlyReads(action: AnyAction): boolean {
  return READS.has(action)
}
