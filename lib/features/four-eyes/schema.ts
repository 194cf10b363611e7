/** What exactly is asked: the snapshot that is sealed with a request, and all that its approver gets to see. */
import { z } from 'zod'
import { isDay } from '../../domain/calendar/partial-date.ts'
import { CONTENTS, DELETION_CAUSES } from '../../domain/deletion.ts'
import { WARNINGS } from '../../domain/pathway/case-facts.ts'
import { REQUIREMENTS } from '../../domain/pathway/gates.ts'
import { MOVE_KINDS } from '../../domain/pathway/moves.ts'
import { OUTCOMES, STAGES } from '../../domain/pathway/stages.ts'
import {
  HOUSE_KINDS,
  INCIDENT_KINDS,
  SCREENING_RESULTS,
  SEVERITIES,
  TRAVEL_DOCUMENTS,
} from '../../domain/pathway/vocabulary.ts'
import { APPROVAL_DECISIONS } from '../../domain/policy/four-eyes.ts'
import { ROLES } from '../../domain/policy/roles.ts'

const day = z.string().refine(isDay)
const onCase = { code: z.string(), stage: z.enum(STAGES), stageSince: day }
const score = z.string()

/** A journey plan at one version, and how the case stood when it was asked. */
export const journeySnapshot = z.object({
  kind: z.literal('journey-plan'),
  ...onCase,
  /** The day of the team on which it was asked. */
  askedOn: day,
  plan: z.object({
    planVersion: z.number(),
    travelDocument: z.enum(TRAVEL_DOCUMENTS),
    departsOn: day.nullable(),
    // Sealed once more under the key of the journey, and forgotten with it.
    route: z.string(),
    fallbacks: z.string(),
    escort: z.string(),
    fallbackCount: z.number(),
    writtenById: z.string(),
    writtenBy: z.string(),
    writtenAt: z.string(),
  }),
  /** What the approver has to have seen. */
  warnings: z.array(z.enum(WARNINGS)),
  gate: z.object({ met: z.array(z.enum(REQUIREMENTS)), unmet: z.array(z.enum(REQUIREMENTS)) }),
  screening: z.enum(SCREENING_RESULTS).nullable(),
  certificateExpiresOn: day.nullable(),
  exitGranted: z.boolean(),
  houseKind: z.enum(HOUSE_KINDS).nullable(),
  risk: z
    .object({
      assessedOn: day,
      high: z.boolean(),
      scores: z.object({ refoulement: score, health: score, exposure: score, dependants: score }),
      explanation: z.string(),
    })
    .nullable(),
  /** What was decided about journeys of this case before, the newest first. */
  earlier: z.array(
    z.object({
      id: z.string(),
      decision: z.enum(APPROVAL_DECISIONS),
      decidedBy: z.string(),
      decidedAt: z.string(),
      comment: z.string(),
    }),
  ),
})
export type JourneySnapshot = z.output<typeof journeySnapshot>

/** Closing a case adversely: how it ended, when, by which incident, and why. */
export const closingSnapshot = z.object({
  kind: z.literal('adverse-closing'),
  ...onCase,
  outcome: z.enum(OUTCOMES),
  /** As it was said: `2022-09-14`, `2022-09` or `2022`. */
  occurredOn: z.string(),
  reason: z.string(),
  incident: z.object({
    id: z.string(),
    code: z.string(),
    kind: z.enum(INCIDENT_KINDS),
    severity: z.enum(SEVERITIES),
  }),
})
export type ClosingSnapshot = z.output<typeof closingSnapshot>

/** A move that went past a gate, or fled: what was recorded, and why. */
export const moveSnapshot = z.object({
  kind: z.literal('move-review'),
  ...onCase,
  how: z.enum(MOVE_KINDS),
  from: z.enum(STAGES).nullable(),
  to: z.enum(STAGES),
  /** As it was said: `2022-09-14`, `2022-09` or `2022`. */
  occurredOn: z.string(),
  reason: z.string(),
})
export type MoveSnapshot = z.output<typeof moveSnapshot>

/** Opening the identity of a further case. */
export const glassSnapshot = z.object({ kind: z.literal('break-glass'), ...onCase, reason: z.string() })
export type GlassSnapshot = z.output<typeof glassSnapshot>

const place = z.object({
  roles: z.array(z.enum(ROLES)),
  teamId: z.string().nullable(),
  team: z.string().nullable(),
})

/** Roles and team of somebody: as they are, and as they shall be. */
export const roleSnapshot = z.object({
  kind: z.literal('role-change'),
  login: z.string(),
  name: z.string(),
  from: place,
  to: place,
})
export type RoleSnapshot = z.output<typeof roleSnapshot>

/** Somebody new: who they are to the house, and what they shall hold. */
export const invitationSnapshot = z.object({
  kind: z.literal('invitation'),
  login: z.string(),
  name: z.string(),
  to: place,
})
export type InvitationSnapshot = z.output<typeof invitationSnapshot>

/** A new one-time link for somebody, with what whoever uses it will hold. */
export const linkSnapshot = z.object({
  kind: z.literal('new-link'),
  login: z.string(),
  name: z.string(),
  held: place,
  /** They have a password, which the link replaces. */
  enrolled: z.boolean(),
})
export type LinkSnapshot = z.output<typeof linkSnapshot>

/** Deleting a case for good: how it ended, why it goes, and how much there is of what. No name, no text of it. */
export const deletionSnapshot = z.object({
  kind: z.literal('deletion'),
  ...onCase,
  outcome: z.enum(OUTCOMES),
  cause: z.enum(DELETION_CAUSES),
  reason: z.string(),
  contents: z.record(z.enum(CONTENTS), z.number()),
})
export type DeletionSnapshot = z.output<typeof deletionSnapshot>

export const snapshotSchema = z.discriminatedUnion('kind', [
  journeySnapshot,
  closingSnapshot,
  moveSnapshot,
  glassSnapshot,
  roleSnapshot,
  invitationSnapshot,
  linkSnapshot,
  deletionSnapshot,
])
export type Snapshot = z.output<typeof snapshotSchema>
