/** The stages of the escape pathway, in order, and how a case can end. */
export const STAGES = ['contact', 'safe-house', 'unhcr-registration', 'transit', 'hanawon', 'closed'] as const
export type Stage = (typeof STAGES)[number]

/** The stages in which somebody still works on the case. */
export const OPEN_STAGES = ['contact', 'safe-house', 'unhcr-registration', 'transit', 'hanawon'] as const
export type OpenStage = (typeof OPEN_STAGES)[number]

export const OUTCOMES = [
  'settled',
  'resettled-elsewhere',
  'withdrew',
  'transferred',
  'not-protected',
  'lost-contact',
  'forcibly-returned',
  'deceased',
] as const
export type Outcome = (typeof OUTCOMES)[number]

/** An adverse outcome names its incident and needs a supervisor. */
export const ADVERSE = {
  settled: false,
  'resettled-elsewhere': false,
  withdrew: false,
  transferred: false,
  'not-protected': false,
  'lost-contact': true,
  'forcibly-returned': true,
  deceased: true,
} as const satisfies Record<Outcome, boolean>

/** How far along the pathway a stage lies, 1 to 5; `closed` lies nowhere. */
export const POSITION = {
  contact: 1,
  'safe-house': 2,
  'unhcr-registration': 3,
  transit: 4,
  hanawon: 5,
  closed: null,
} as const satisfies Record<Stage, number | null>

/** Narrows a stage to one in which the case is open. */
export function isOpen(stage: Stage): stage is OpenStage {
  return stage !== 'closed'
}
