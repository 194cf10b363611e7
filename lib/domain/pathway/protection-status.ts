/** Which statuses stand on which protection track, and which of them end on a day. */
import { TRACK_STATUSES, type Track, type TrackStatus } from './vocabulary.ts'

/** True when the status is one of the track's own. */
export function isStatusOf(track: Track, status: string): status is TrackStatus {
  return TRACK_STATUSES[track].some((candidate) => candidate === status)
}

/** A document or a permission that runs out: the form asks until when, and the approver of a journey is warned. */
const ENDS = {
  contacted: false,
  appointment: false,
  registered: true,
  certificate: true,
  rejected: false,
  application: false,
  'under-review': false,
  'merits-certificate': true,
  'temporary-asylum': true,
  'refugee-status': true,
  refused: false,
  appeal: false,
  'protection-request': false,
  'travel-document': true,
  'exit-awaited': false,
  'exit-granted': true,
  'exit-refused': false,
} as const satisfies Record<TrackStatus, boolean>

/** True when the status is valid until a day that somebody may know. */
export function runsOut(status: TrackStatus): boolean {
  return ENDS[status]
}
