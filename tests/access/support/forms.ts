/** What each server action is sent: a form as its page would send it, filled so that nothing but the person can be wrong. */
import { randomUUID } from 'node:crypto'
import { demoAccounts } from '../../../prisma/seed/accounts.ts'
import type { Column, Standing } from '../../support/access-matrix.ts'
import { RELEASE_HASH } from '../../support/put-release.ts'
import type { Subject } from './world.ts'

/**
 * What must be there before a door can be asked. `house` is a case with a house of its team, `placed` one whose person lives
 * there, `leaver` somebody who carries a case, `linkable` somebody for whom a link was
 * approved, `opened` one that everybody holds open by break-glass, `sealed` one while
 * nobody holds any, `beside` one while everybody holds another, `glass` a break-glass, `document` a case with one, `handle` one for
 * it, `readyRelease` one that was prepared, `release` one that was asked for, `released` one that has left.
 */
export type Need =
  | 'nothing'
  | 'case'
  | 'guest'
  | 'opening'
  | 'plan'
  | 'request'
  | 'change'
  | 'task'
  | 'incident'
  | 'ending'
  | 'danger'
  | 'closed'
  | 'house'
  | 'placed'
  | 'alert'
  | 'cover'
  | 'person'
  | 'leaver'
  | 'team'
  | 'link'
  | 'linkable'
  | 'sealed'
  | 'beside'
  | 'opened'
  | 'glass'
  | 'document'
  | 'openedDocument'
  | 'handle'
  | 'readyRelease'
  | 'release'
  | 'released'

export type Values = Readonly<Record<string, unknown>>

/** Who fills the form, how the row stands to them, and two workers of their team to choose from. */
export type Asked = {
  readonly column: Column
  readonly standing: Standing
  readonly workers: readonly [string, string]
}

export type Form = {
  readonly need: Need
  /** It uses up what it is sent about: everybody who may needs a row of their own. */
  readonly once?: true
  readonly values: (on: Subject, asked: Asked) => Values | FormData
}

/** No team is behind UTC, so this day is nobody's tomorrow. */
const TODAY = new Date().toISOString().slice(0, 10)
const IN_TWO_WEEKS = new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 10)
const IN_A_MONTH = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
const REASON = 'Said so that the matrix has a reason.'

const WORDS = {
  group: 'dispatched-worker',
  sector: 'construction',
  sex: 'male',
  federalDistrict: 'far-eastern',
  enlisted: 'yes',
  visaPurpose: 'study',
  passportWithheld: 'yes',
  wagesWithheld: 'unknown',
}
const NAMES = {
  hangul: '',
  latin: 'Lethal Name',
  cyrillic: '',
  aliases: '',
  phone: '',
  guardian: '',
  birthYear: null,
}

export function filledCase(workerId: string | null = null): Values & { readonly id: string } {
  return {
    ...{ id: randomUUID(), ...WORDS, ...NAMES },
    ...{ occurredOn: '2021-09', channel: 'messenger', civicGroup: 'A civic group' },
    ...{ safeHours: '', safeWay: '', householdOf: '', workerId },
  }
}

const plan = ({ caseId, id }: Subject): Values => ({
  ...{ caseId, id, travelDocument: 'passport', departsOn: '' },
  ...{ route: 'By the lethal route', fallbacks: 'By road', escort: '' },
})
const emergency = ({ caseId }: Subject): Values => ({
  ...{ caseId, spellId: randomUUID(), occurredOn: TODAY, to: 'safe-house', reason: REASON },
})
const task = ({ caseId, id }: Subject): Values => ({
  ...{ caseId, id, title: 'Call', dueOn: IN_A_MONTH, dueTime: '', assignee: 'me' },
})
const incident = ({ caseId, id }: Subject): Values => ({
  ...{ caseId, id, kind: 'abduction', severity: 'serious', occurredOn: TODAY, account: 'What happened.' },
})
const closing = ({ caseId }: Subject): Values => ({
  ...{ caseId, spellId: randomUUID(), occurredOn: TODAY, outcome: 'withdrew', incidentId: '', reason: '' },
})
const ending = (on: Subject): Values => ({
  ...{ ...closing(on), outcome: 'forcibly-returned', incidentId: on.id, reason: REASON },
})
const house = ({ id }: Subject): Values => ({
  ...{ id, kind: 'reception', district: 'far-eastern', capacity: 9, address: 'A lethal address' },
})
const basis = ({ caseId }: Subject): Values => ({
  caseId,
  ids: Object.fromEntries(
    ['keep', 'share-unhcr', 'share-korea', 'statistics'].map((purpose) => [purpose, randomUUID()]),
  ),
  ...{ purposes: ['keep'], ground: 'consent', occurredOn: TODAY, explanation: '' },
})
const placement = ({ caseId, id }: Subject): Values => ({
  ...{ caseId, id: randomUUID(), houseId: id, since: TODAY, emergency: false, reason: '' },
})
const sharing = ({ caseId, id }: Subject): Values => ({
  ...{ caseId, id: randomUUID(), guestId: id, sections: ['notes'], fromOn: IN_A_MONTH, untilOn: IN_A_MONTH },
})
const onCase = ({ caseId }: Subject): Values => ({ caseId })
const onDocument = ({ caseId, id }: Subject): Values => ({ caseId, documentId: id })

/** What a document is sent with. */
const document = (): Values => ({ kind: 'other', name: 'lethal passport.pdf', note: 'A secret note' })
const onPerson = ({ id }: Subject): Values => ({ personId: id })

/** What others than the matrix fill in, on the way to what they need. */
export const FILLED = {
  plan,
  emergency,
  task,
  incident,
  closing,
  ending,
  house,
  basis,
  placement,
  sharing,
  document,
} as const

let asked = 0

/** A definition, tier and closed period that nobody has asked for: each leaves once. */
function freePeriod(): Values {
  const at = asked++
  const year = new Date().getUTCFullYear() - 2 - (at % 3)
  const definition = ['pathway', 'protection', 'durations', 'shelter'][Math.floor(at / 3) % 4]
  return { definition, tier: at < 12 ? 'public' : 'restricted', period: `${String(year)}-01-01` }
}

function language(): FormData {
  const form = new FormData()
  form.append('locale', 'en')
  return form
}

export const FORMS: Readonly<Record<string, Form>> = {
  acknowledgeAlertAction: { need: 'alert', once: true, values: ({ id }) => ({ alertId: id }) },
  askClosingAction: { need: 'incident', values: ending },
  askDeletionAction: {
    need: 'closed',
    values: ({ caseId }) => ({ caseId, id: randomUUID(), cause: 'own-wish', reason: REASON }),
  },
  askInvitationAction: {
    need: 'nothing',
    values: () => ({
      ...{
        login: `matrix-${randomUUID().slice(0, 8)}`,
        displayName: 'Somebody',
        roles: ['analyst'],
        teamId: '',
      },
    }),
  },
  askLinkAction: { need: 'person', once: true, values: onPerson },
  assignCaseAction: {
    need: 'case',
    once: true,
    values: ({ caseId }, { standing, workers: [one, other] }) => ({
      caseId,
      workerId: standing === 'own' ? other : one,
    }),
  },
  askQuestionAction: { need: 'nothing', values: () => ({ question: 'missing-sex' }) },
  askBreakGlassAction: {
    need: 'beside',
    once: true,
    values: ({ caseId }) => ({ caseId, id: randomUUID(), reason: REASON }),
  },
  breakGlassAction: {
    need: 'sealed',
    once: true,
    values: ({ caseId }) => ({ caseId, id: randomUUID(), reason: REASON }),
  },
  cancelReleaseAction: { need: 'release', once: true, values: ({ id }) => ({ releaseId: id }) },
  chooseLocale: { need: 'nothing', values: language },
  closeCaseAction: { need: 'case', once: true, values: closing },
  'closeCaseAction#adverse': { need: 'ending', once: true, values: ending },
  closeIncidentAction: {
    need: 'incident',
    once: true,
    values: ({ caseId, id }) => ({ caseId, incidentId: id }),
  },
  closeOtherSessionsAction: { need: 'nothing', values: () => ({}) },
  completeTaskAction: { need: 'task', once: true, values: ({ caseId, id }) => ({ caseId, taskId: id }) },
  correctLastMoveAction: {
    need: 'case',
    once: true,
    values: ({ caseId }) => ({ caseId, spellId: randomUUID(), occurredOn: '2021-10' }),
  },
  coverCaseAction: {
    need: 'case',
    once: true,
    values: ({ caseId }, { standing, workers: [one, other] }) => ({
      ...{ caseId, workerId: standing === 'own' ? other : one, untilOn: IN_TWO_WEEKS },
    }),
  },
  createCaseAction: {
    need: 'nothing',
    values: (_, { column, workers: [one] }) => filledCase(column === 'supervisor' ? one : null),
  },
  createHouseAction: { need: 'nothing', values: house },
  createTaskAction: { need: 'case', values: task },
  createTeamAction: { need: 'nothing', values: ({ id }) => ({ name: `Team ${id}`, timeZone: 'UTC' }) },
  declareDangerAction: {
    need: 'case',
    values: ({ code, id }) => ({ code, id, kind: 'detention', account: '' }),
  },
  decideApprovalAction: {
    need: 'request',
    once: true,
    values: ({ id }) => ({
      ...{ approvalId: id, decision: 'returned', comment: REASON, acknowledged: [] },
    }),
  },
  'decideApprovalAction#roles': {
    need: 'change',
    once: true,
    values: ({ id }) => ({
      ...{ approvalId: id, decision: 'approved', comment: '', acknowledged: [] },
    }),
  },
  decideReleaseAction: {
    need: 'release',
    once: true,
    values: ({ id }) => ({ releaseId: id, hash: RELEASE_HASH, decision: 'declined', reason: 'not-now' }),
  },
  disablePersonAction: { need: 'person', once: true, values: onPerson },
  discardDraftAction: { need: 'nothing', values: () => ({ form: 'note', subject: '' }) },
  editCaseAction: { need: 'case', values: ({ caseId }) => ({ caseId, ...WORDS, ...NAMES }) },
  editPersonAction: {
    need: 'person',
    once: true,
    values: ({ id }, { column, standing }) => ({
      personId: id,
      displayName: 'Somebody Else',
      roles: [column === 'administrator' && standing === 'own' ? 'administrator' : 'analyst'],
      teamId: '',
    }),
  },
  editTeamAction: { need: 'team', values: ({ id }) => ({ teamId: id, name: `Team ${id}`, timeZone: 'UTC' }) },
  enablePersonAction: { need: 'person', once: true, values: onPerson },
  'endBreakGlassAction#opened': { need: 'opened', once: true, values: onCase },
  endSharingAction: {
    need: 'opening',
    once: true,
    values: ({ caseId, id }) => ({ caseId, accessId: id }),
  },
  endAssignmentAction: {
    need: 'cover',
    once: true,
    values: ({ caseId, id }) => ({ caseId, workerId: id }),
  },
  endSessionsAction: { need: 'person', values: onPerson },
  enrolAction: {
    need: 'link',
    once: true,
    values: ({ id }) => ({
      ...{ token: id, password: 'lantern harbour 4711 demo', again: 'lantern harbour 4711 demo' },
    }),
  },
  handOverCaseAction: {
    need: 'case',
    once: true,
    values: ({ caseId }, { standing, workers: [one, other] }) => ({
      ...{ caseId, workerId: standing === 'own' ? other : one, overlapHours: 72 },
    }),
  },
  letGoAction: {
    need: 'leaver',
    once: true,
    values: ({ caseId, id }, { workers: [one] }) => ({
      ...{ personId: id, reason: REASON, receiverId: one, onCallToo: false, shutOut: false },
      byCase: { [caseId]: '' },
    }),
  },
  makeLinkAction: { need: 'linkable', once: true, values: onPerson },
  moveCaseAction: {
    need: 'placed',
    once: true,
    values: ({ caseId }) => ({
      ...{ caseId, spellId: randomUUID(), occurredOn: TODAY, to: 'safe-house', reason: '', override: false },
    }),
  },
  'moveCaseAction#override': {
    need: 'case',
    once: true,
    values: ({ caseId }) => ({
      ...{
        caseId,
        spellId: randomUUID(),
        occurredOn: TODAY,
        to: 'safe-house',
        reason: REASON,
        override: true,
      },
    }),
  },
  moveInEmergencyAction: { need: 'case', once: true, values: emergency },
  openIdentityAction: { need: 'case', values: onCase },
  openPlanAction: { need: 'plan', values: onCase },
  planJourneyAction: { need: 'case', values: plan },
  prepareReleaseAction: { need: 'nothing', values: ({ id }) => ({ id, ...freePeriod() }) },
  prolongAssignmentAction: {
    need: 'cover',
    once: true,
    values: ({ caseId, id }) => ({ caseId, workerId: id, untilOn: IN_TWO_WEEKS }),
  },
  readAddressAction: { need: 'placed', values: onCase },
  'readAddressAction#opened': { need: 'opened', once: true, values: onCase },
  readDocumentNameAction: { need: 'document', values: onDocument },
  readIdentityAction: { need: 'case', values: onCase },
  'readIdentityAction#opened': { need: 'opened', once: true, values: onCase },
  readInvitationAction: { need: 'link', values: ({ id }) => ({ token: id }) },
  readNumbersAction: { need: 'case', values: onCase },
  readRouteAction: { need: 'plan', values: onCase },
  recordArrivalAction: {
    need: 'case',
    values: ({ caseId, id }) => ({ caseId, id, occurredOn: TODAY, confirmedBy: 'The mission' }),
  },
  recordBasisAction: { need: 'case', values: basis },
  recordContactAction: {
    need: 'case',
    values: ({ caseId, id }) => ({
      ...{ caseId, id, result: 'reached', channel: 'phone', civicGroup: 'A civic group' },
      ...{ occurredOn: TODAY, safeHours: '', safeWay: '' },
    }),
  },
  recordPlacementAction: { need: 'house', values: placement },
  recordProtectionAction: {
    need: 'case',
    values: ({ caseId, id }) => ({
      ...{ caseId, id, track: 'unhcr', status: 'contacted', occurredOn: TODAY, expiresOn: '', reference: '' },
    }),
  },
  recordRiskAction: {
    need: 'case',
    values: ({ caseId, id }) => ({
      ...{ caseId, id, refoulement: 1, health: 1, exposure: 1, dependants: 1 },
      ...{ occurredOn: TODAY, reviewOn: IN_A_MONTH, explanation: '' },
    }),
  },
  recordScreeningAction: {
    need: 'case',
    values: ({ caseId, id }) => ({
      ...{ caseId, id, infiltration: 'clear', coercion: 'clear', occurredOn: TODAY, explanation: '' },
    }),
  },
  removeDocumentAction: {
    need: 'document',
    once: true,
    values: (on) => ({ ...onDocument(on), reason: REASON }),
  },
  reopenCaseAction: {
    need: 'closed',
    once: true,
    values: ({ caseId }) => ({ caseId, spellId: randomUUID(), occurredOn: TODAY, reason: REASON }),
  },
  reportIncidentAction: { need: 'case', values: incident },
  requestApprovalAction: { need: 'plan', values: ({ caseId }) => ({ caseId, id: randomUUID() }) },
  requestDownloadAction: { need: 'document', values: onDocument },
  'requestDownloadAction#opened': { need: 'openedDocument', once: true, values: onDocument },
  requestReleaseAction: {
    need: 'readyRelease',
    once: true,
    values: ({ id }) => ({
      ...{ releaseId: id, hash: RELEASE_HASH, recipient: '', agreement: '', expiresOn: '' },
    }),
  },
  reviewBreakGlassAction: {
    need: 'glass',
    once: true,
    values: ({ id }) => ({ breakGlassId: id, finding: 'justified', comment: '' }),
  },
  saveDraftAction: {
    need: 'nothing',
    values: () => ({ form: 'note', subject: '', content: { key: randomUUID(), values: {} } }),
  },
  searchByNameAction: { need: 'nothing', values: () => ({ asked: 'Kim Jong Su' }) },
  releaseLooksAction: { need: 'person', values: ({ id }) => ({ personId: id, id: randomUUID() }) },
  shareCaseAction: { need: 'guest', once: true, values: sharing },
  stepUpAction: { need: 'nothing', values: () => ({ password: demoAccounts[0]?.password }) },
  suspendPersonAction: {
    need: 'person',
    once: true,
    values: ({ id }) => ({ personId: id, reason: REASON, onCallToo: false }),
  },
  withdrawReleaseAction: {
    need: 'released',
    once: true,
    values: ({ id }) => ({ releaseId: id, reason: 'risk' }),
  },
  writeNoteAction: { need: 'case', values: ({ caseId, id }) => ({ caseId, id, body: 'A secret note.' }) },
}

/** The form of a line; a line without one is a line that nobody runs. */
export function formOf(name: string): Form {
  const form = FORMS[name.replace('#danger', '')]
  if (form === undefined) throw new Error(`nobody knows how to fill in the form of ${name}`)
  return name.endsWith('#danger') ? { ...form, need: 'danger' } : form
}
