/** The closed word lists of a case. Their texts stand in `messages/*.json` under `vocabulary`. */
export const GROUPS = [
  'dispatched-worker',
  'student',
  'conscripted-soldier',
  'deployed-soldier',
  'border-crosser',
  'trader',
  'other',
] as const
export type Group = (typeof GROUPS)[number]

export const SECTORS = ['logging', 'construction', 'fisheries', 'farming', 'factory', 'it', 'other'] as const
export type Sector = (typeof SECTORS)[number]

export const SEXES = ['female', 'male', 'other', 'unknown'] as const
export type Sex = (typeof SEXES)[number]

/** The federal districts of Russia, and abroad for cases that have left. */
export const DISTRICTS = [
  'central',
  'northwestern',
  'southern',
  'north-caucasian',
  'volga',
  'ural',
  'siberian',
  'far-eastern',
  'abroad',
] as const
export type District = (typeof DISTRICTS)[number]

export const CHANNELS = [
  'phone',
  'messenger',
  'in-person',
  'church',
  'other-organisation',
  'relative',
] as const
export type Channel = (typeof CHANNELS)[number]

export const VISA_PURPOSES = ['work', 'study', 'tourist', 'none', 'unknown'] as const
export type VisaPurpose = (typeof VISA_PURPOSES)[number]

/** Yes, no, or nobody has asked yet. */
export const ANSWERS = ['yes', 'no', 'unknown'] as const
export type Answer = (typeof ANSWERS)[number]

export const BASIS_PURPOSES = ['keep', 'share-unhcr', 'share-korea', 'statistics'] as const
export type BasisPurpose = (typeof BASIS_PURPOSES)[number]

/** `refused` and `withdrawn` are recorded as well: refusing never costs shelter. */
export const BASIS_GROUNDS = ['consent', 'vital-interest', 'refused', 'withdrawn'] as const
export type BasisGround = (typeof BASIS_GROUNDS)[number]

export const SCREENING_RESULTS = ['clear', 'concern', 'failed'] as const
export type ScreeningResult = (typeof SCREENING_RESULTS)[number]

export const HOUSE_KINDS = ['reception', 'inner'] as const
export type HouseKind = (typeof HOUSE_KINDS)[number]

export const TRACKS = ['unhcr', 'interior-ministry', 'korea'] as const
export type Track = (typeof TRACKS)[number]

/** The statuses of each protection track, in their usual order. */
export const TRACK_STATUSES = {
  unhcr: ['contacted', 'appointment', 'registered', 'certificate', 'rejected'],
  'interior-ministry': [
    'application',
    'under-review',
    'merits-certificate',
    'temporary-asylum',
    'refugee-status',
    'refused',
    'appeal',
  ],
  korea: ['protection-request', 'travel-document', 'exit-awaited', 'exit-granted', 'exit-refused'],
} as const satisfies Record<Track, readonly string[]>
export type TrackStatus = (typeof TRACK_STATUSES)[Track][number]

export const TRAVEL_DOCUMENTS = ['travel-certificate', 'passport', 'unhcr-letter', 'none-yet'] as const
export type TravelDocument = (typeof TRAVEL_DOCUMENTS)[number]

export const INCIDENT_KINDS = [
  'detention',
  'abduction',
  'expulsion-proceedings',
  'surveillance',
  'house-compromised',
  'helper-threatened',
  'account-compromised',
  'device-seized',
  'contact-lost',
  'violence',
  'medical',
  'death',
] as const
export type IncidentKind = (typeof INCIDENT_KINDS)[number]

export const SEVERITIES = ['low', 'serious', 'critical'] as const
export type Severity = (typeof SEVERITIES)[number]

/** Scores of a risk assessment, 1 (slight) to 5 (extreme). */
export const RISK_SCALE = [1, 2, 3, 4, 5] as const
export const RISK_FACTORS = ['refoulement', 'health', 'exposure', 'dependants'] as const
export type RiskFactor = (typeof RISK_FACTORS)[number]

/** A factor at or above this makes the whole assessment high. */
export const HIGH_RISK_SCORE = 4

/** The five-year band of a birth year, `1990-1994`: what statistics and lists may know. */
export function birthYearBand(year: number): string {
  const first = Math.floor(year / 5) * 5
  return `${String(first)}-${String(first + 4)}`
}
