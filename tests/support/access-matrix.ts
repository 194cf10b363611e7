/**
 * The authorization matrix: every page, route handler and server action against every role, written by hand from the
 * handbook and never computed by `decide`, so that it is a second opinion. `tests/access` runs each line over HTTP against
 * the production build; a page, route or action without a line here fails a test, and so does a line without its door.
 *
 * A line says: what kind of door · its name · what it is about · the action of the grid behind it (`-`: none, or one that
 * the door narrows further by itself) · and the answer to each role. A door about a row has four answers, for a row that
 * is the person's own, their team's, another team's (foreign), and one that does not exist (absent). A door about nothing
 * in particular has one. Behind a `#` stands a variant of the same door; `#danger` is about a case with an open critical
 * incident, `#opened` about one that whoever asks holds open by break-glass.
 *
 *     +  allowed                    x  not allowed, whatever the row        ?  not signed in
 *     0  absent: out of reach and not there look the same                   =  nobody judges their own work
 *     >  sent on to the start page
 */
import { ACTIONS, type Action } from '../../lib/domain/policy/actions.ts'
import type { Role } from '../../lib/domain/policy/roles.ts'

/**
 * The columns. `on-call` is a caseworker on duty for the team, `visitor` has no session. A new role is a new column; a
 * role without one fails a test.
 */
export const COLUMNS = [
  'caseworker',
  'supervisor',
  'director',
  'analyst',
  'auditor',
  'administrator',
  'guest',
  'trustee',
  'on-call',
  'visitor',
] as const satisfies readonly (Role | 'on-call' | 'visitor')[]
export type Column = (typeof COLUMNS)[number]

export const STANDINGS = ['own', 'team', 'foreign', 'absent'] as const
export type Standing = (typeof STANDINGS)[number]

const KINDS = ['page', 'route', 'action'] as const
type Kind = (typeof KINDS)[number]

/** What a door can be about; `glass` is a break-glass that waits for its review, `release` one that was asked for and `released` one that has left, `handle` one of a download, `nothing` is a list, a form for something new, or oneself. */
export const ABOUTS = [
  'nothing',
  'case',
  'opening',
  'approval',
  'task',
  'incident',
  'document',
  'handle',
  'alert',
  'cover',
  'person',
  'team',
  'link',
  'glass',
  'release',
  'released',
] as const
export type About = (typeof ABOUTS)[number]

const ANSWERS = {
  '+': 'allowed',
  x: 'not-allowed',
  '0': 'absent',
  '?': 'signed-out',
  '=': 'same-person',
  '>': 'sent-on',
} as const
export type Answer = (typeof ANSWERS)[keyof typeof ANSWERS]

const MATRIX = `
                                                                            case-  super- direc- ana-  audi-  admi-
                                                                            worker visor  tor    lyst  tor    nistr. guest trustee on-call visitor

page    /                              nothing   -                          +      +      +      +     +      +      +     +       +       ?
page    /account                       nothing   -                          +      +      +      +     +      +      +     +       +       ?
page    /approvals                     nothing   approval.list              x      +      +      x     x      +      x     +       x       ?
page    /approvals/[id]                approval  -                          xxxx   +++0   +++0   xxxx  xxxx   0000   xxxx  +++0    xxxx    ????
page    /cases                         nothing   case.list                  +      +      x      x     x      x      x     x       +       ?
page    /cases/new                     nothing   case.create                +      +      x      x     x      x      x     x       +       ?
page    /cases/[code]                  case      case.read                  +000   ++00   xxxx   xxxx  xxxx   xxxx   xxxx  xxxx    +000    ????
page    /cases/[code]#danger           case      case.read                  +000   ++00   xxxx   xxxx  xxxx   xxxx   xxxx  xxxx    ++00    ????
page    /cases/[code]/close            case      case.read                  +000   ++00   xxxx   xxxx  xxxx   xxxx   xxxx  xxxx    +000    ????
page    /cases/[code]/correct          case      case.read                  +000   ++00   xxxx   xxxx  xxxx   xxxx   xxxx  xxxx    +000    ????
page    /cases/[code]/delete           case      case.read                  +000   ++00   xxxx   xxxx  xxxx   xxxx   xxxx  xxxx    +000    ????
page    /cases/[code]/emergency        case      case.read                  +000   ++00   xxxx   xxxx  xxxx   xxxx   xxxx  xxxx    +000    ????
page    /cases/[code]/move             case      case.read                  +000   ++00   xxxx   xxxx  xxxx   xxxx   xxxx  xxxx    +000    ????
page    /cases/[code]/reopen           case      case.read                  +000   ++00   xxxx   xxxx  xxxx   xxxx   xxxx  xxxx    +000    ????
page    /deletions                     nothing   deletion.list              x      +      x      x     x      x      x     x       x       ?
page    /emergency                     nothing   -                          +      +      +      +     +      +      +     +       +       ?
page    /emergency#code                case      case.read                  +000   ++00   xxxx   xxxx  xxxx   xxxx   xxxx  xxxx    +000    ????
page    /houses                        nothing   house.list                 +      +      x      x     x      x      x     x       +       ?
page    /people                        nothing   person.list                x      x      x      x     x      +      x     x       x       ?
page    /people/[id]                   person    person.list                xxxx   xxxx   xxxx   xxxx  xxxx   +++0   xxxx  xxxx    xxxx    ????
page    /people/[id]/leaving           person    -                          xxxx   0+00   xxxx   xxxx  xxxx   xxxx   xxxx  xxxx    xxxx    ????
page    /pipeline                      nothing   pipeline.read              x      +      x      x     x      x      x     x       x       ?
page    /releases                      nothing   release.read               x      +      +      +      x     x      x      x       x       ?
page    /releases/[code]               release   release.read               xxxx   +++0   +++0   +++0   xxxx  xxxx   xxxx   xxxx    xxxx    ????
page    /releases/quality              nothing   quality.read               x      x      x      +      x     x      x      x       x       ?
page    /guest                         nothing   guest.read                 x      x      x      x     x      x      +     x       x       ?
page    /teams                         nothing   team.list                  x      x      x      x     x      +      x     x       x       ?
page    /enrol                         nothing   -                          +      +      +      +     +      +      +     +       +       +
page    /sign-in                       nothing   -                          >      >      >      >     >      >      >     >       >       +
page    /step-up                       nothing   -                          +      +      +      +     +      +      +     +       +       ?
page    /_not-found                    nothing   -                          0      0      0      0     0      0      0     0       0       0
page    /_global-error                 nothing   -                          0      0      0      0     0      0      0     0       0       0

route   /api/auth/[...nextauth]        nothing   -                          +      +      +      +     +      +      +     +       +       +
route   /api/health                    nothing   -                          +      +      +      +     +      +      +     +       +       +
route   /locked                        nothing   -                          +      +      +      +     +      +      +     +       +       +
route   /api/live                      nothing   -                          +      +      +      +      x     x      x      x       +       ?
route   /api/documents/[caseId]        case      document.add               +000   ++00   xxxx   xxxx  xxxx   xxxx   xxxx  xxxx    +000    ????
route   /api/downloads/[handle]        handle    -                          +000   0000   0000   0000  0000   0000   0000  0000    +000    0000
route   /api/releases/[code]/[name]    released  -                          0000   +++0   +++0   +++0   0000  0000   0000   0000    0000    0000
route   /favicon.ico                   nothing   -                          +      +      +      +     +      +      +     +       +       +
route   /icon.svg                      nothing   -                          +      +      +      +     +      +      +     +       +       +

action  acknowledgeAlertAction         alert     -                          +000   +000   +000   xxxx  xxxx   +000   xxxx  xxxx    +000    ????
action  askBreakGlassAction            case      case.break-glass           xxxx   ++00   xxxx   xxxx  xxxx  xxxx   xxxx  xxxx    0000    ????
action  askClosingAction               case      approval.request           +000   ++00   xxxx   xxxx  xxxx   xxxx   xxxx  xxxx    +000    ????
action  askDeletionAction              case      case.delete                +000   ++00   xxxx   xxxx  xxxx   xxxx   xxxx  xxxx    +000    ????
action  askInvitationAction            nothing   person.invite              x      x      x      x     x      +      x     x       x       ?
action  askLinkAction                  person    person.invite              xxxx   xxxx   xxxx   xxxx  xxxx   +++0   xxxx  xxxx    xxxx    ????
action  askQuestionAction              nothing   quality.ask                x      x      x      +      x     x      x      x       x       ?
action  assignCaseAction               case      case.assign                xxxx   ++00   xxxx   xxxx  xxxx   xxxx   xxxx  xxxx    xxxx    ????
action  breakGlassAction               case      case.break-glass           xxxx   ++00   xxxx   xxxx  xxxx  xxxx   xxxx  xxxx    0000    ????
action  breakGlassAction#danger        case      case.break-glass           xxxx   ++00   xxxx   xxxx  xxxx  xxxx   xxxx  xxxx    ++00    ????
action  cancelReleaseAction            release   release.cancel             xxxx   xxxx   xxxx   +++0   xxxx  xxxx   xxxx   xxxx    xxxx    ????
action  chooseLocale                   nothing   -                          +      +      +      +     +      +      +     +       +       +
action  closeCaseAction                case      case.close                 +000   ++00   xxxx   xxxx  xxxx   xxxx   xxxx  xxxx    +000    ????
action  closeCaseAction#adverse        case      case.close-adverse         +000   ++00   xxxx   xxxx  xxxx   xxxx   xxxx  xxxx    +000    ????
action  closeIncidentAction            incident  incident.close             +000   ++00   xxxx   xxxx  xxxx   xxxx   xxxx  xxxx    +000    ????
action  closeOtherSessionsAction       nothing   session.close              +      +      +      +     +      +      +     +       +       ?
action  completeTaskAction             task      task.complete              +000   ++00   xxxx   xxxx  xxxx   xxxx   xxxx  xxxx    +000    ????
action  correctLastMoveAction          case      case.correct               +000   ++00   xxxx   xxxx  xxxx   xxxx   xxxx  xxxx    +000    ????
action  coverCaseAction                case      case.hand-over             +000   ++00   xxxx   xxxx  xxxx   xxxx   xxxx  xxxx    +000    ????
action  createCaseAction               nothing   case.create                +      +      x      x     x      x      x     x       +       ?
action  createHouseAction              nothing   house.create               x      +      x      x     x      x      x     x       x       ?
action  createTaskAction               case      task.create                +000   ++00   xxxx   xxxx  xxxx   xxxx   xxxx  xxxx    +000    ????
action  createTeamAction               nothing   team.create                x      x      x      x     x      +      x     x       x       ?
action  declareDangerAction            case      incident.report            +000   ++00   xxxx   xxxx  xxxx   xxxx   xxxx  xxxx    ++00    ????
action  decideApprovalAction           approval  approval.decide            xxxx   =++0   +++0   xxxx  xxxx   0000   xxxx  +++0    xxxx    ????
action  decideApprovalAction#roles     approval  -                          xxxx   0000   0000   xxxx  xxxx   =++0   xxxx  0000    xxxx    ????
action  decideReleaseAction            release   release.approve            xxxx   =++0   =++0   xxxx   xxxx  xxxx   xxxx   xxxx    xxxx    ????
action  disablePersonAction            person    person.disable             xxxx   xxxx   xxxx   xxxx  xxxx   =++0   xxxx  xxxx    xxxx    ????
action  discardDraftAction             nothing   draft.keep                 +      +      +      +     +      +      +     +       +       ?
action  editCaseAction                 case      case.edit                  +000   xxxx   xxxx   xxxx  xxxx   xxxx   xxxx  xxxx    +000    ????
action  editPersonAction               person    person.edit                xxxx   xxxx   xxxx   xxxx  xxxx   +++0   xxxx  xxxx    xxxx    ????
action  editTeamAction                 team      -                          xxxx   xxxx   xxxx   xxxx  xxxx   +++0   xxxx  xxxx    xxxx    ????
action  enablePersonAction             person    person.disable             xxxx   xxxx   xxxx   xxxx  xxxx   +++0   xxxx  xxxx    xxxx    ????
action  endBreakGlassAction#opened     case      break-glass.end            xxxx   ++00   xxxx   xxxx  xxxx  xxxx   xxxx  xxxx    ++00    ????
action  endSharingAction               opening   case.end-sharing           +000   ++00   xxxx   xxxx  xxxx   xxxx   xxxx  xxxx    +000    ????
action  endAssignmentAction            cover     case.hand-over             +000   ++00   xxxx   xxxx  xxxx   xxxx   xxxx  xxxx    +000    ????
action  endSessionsAction              person    session.end-others         =+00   =+00   =++0   xxxx  xxxx   =++0   xxxx  xxxx    =+00    ????
action  enrolAction                    link      -                          +++0   +++0   +++0   +++0  +++0   +++0   +++0  +++0    +++0    +++0
action  handOverCaseAction             case      case.hand-over             +000   ++00   xxxx   xxxx  xxxx   xxxx   xxxx  xxxx    +000    ????
action  letGoAction                    person    person.suspend             xxxx   =+00   xxxx   xxxx  xxxx   xxxx   xxxx  xxxx    xxxx    ????
action  makeLinkAction                 person    person.link                xxxx   xxxx   xxxx   xxxx  xxxx   +++0   xxxx  xxxx    xxxx    ????
action  moveCaseAction                 case      case.move                  +000   ++00   xxxx   xxxx  xxxx   xxxx   xxxx  xxxx    +000    ????
action  moveCaseAction#override        case      case.move-override         xxxx   ++00   xxxx   xxxx  xxxx   xxxx   xxxx  xxxx    0000    ????
action  moveInEmergencyAction          case      case.move-emergency        +000   ++00   xxxx   xxxx  xxxx   xxxx   xxxx  xxxx    +000    ????
action  moveInEmergencyAction#danger   case      case.move-emergency        +000   ++00   xxxx   xxxx  xxxx   xxxx   xxxx  xxxx    ++00    ????
action  openIdentityAction             case      case.read-identity         +000   0000   xxxx   xxxx  xxxx  xxxx   xxxx  xxxx    +000    ????
action  openPlanAction                 case      case.read-identity         +000   0000   xxxx   xxxx  xxxx  xxxx   xxxx  xxxx    +000    ????
action  planJourneyAction              case      journey.plan               +000   ++00   xxxx   xxxx  xxxx   xxxx   xxxx  xxxx    +000    ????
action  prepareReleaseAction           nothing   release.prepare            x      x      x      +      x     x      x      x       x       ?
action  prolongAssignmentAction        cover     case.assign                xxxx   ++00   xxxx   xxxx  xxxx   xxxx   xxxx  xxxx    xxxx    ????
action  readAddressAction              case      case.read-address          +000   0000   xxxx   xxxx  xxxx  xxxx   xxxx  xxxx    +000    ????
action  readAddressAction#opened       case      case.read-address          +000   ++00   xxxx   xxxx  xxxx  xxxx   xxxx  xxxx    ++00    ????
action  readDocumentNameAction         document  case.read-identity         +000   0000   xxxx   xxxx  xxxx  xxxx   xxxx  xxxx    +000    ????
action  readIdentityAction             case      case.read-identity         +000   0000   xxxx   xxxx  xxxx  xxxx   xxxx  xxxx    +000    ????
action  readIdentityAction#opened      case      case.read-identity         +000   ++00   xxxx   xxxx  xxxx  xxxx   xxxx  xxxx    ++00    ????
action  readInvitationAction           link      -                          +++0   +++0   +++0   +++0  +++0   +++0   +++0  +++0    +++0    +++0
action  readNumbersAction              case      case.read-identity         +000   0000   xxxx   xxxx  xxxx  xxxx   xxxx  xxxx    +000    ????
action  readRouteAction                case      case.read-identity         +000   0000   xxxx   xxxx  xxxx  xxxx   xxxx  xxxx    +000    ????
action  recordArrivalAction            case      arrival.record             +000   ++00   xxxx   xxxx  xxxx   xxxx   xxxx  xxxx    +000    ????
action  recordBasisAction              case      basis.record               +000   ++00   xxxx   xxxx  xxxx   xxxx   xxxx  xxxx    +000    ????
action  recordContactAction            case      contact.record             +000   ++00   xxxx   xxxx  xxxx   xxxx   xxxx  xxxx    +000    ????
action  recordPlacementAction          case      placement.record           +000   ++00   xxxx   xxxx  xxxx   xxxx   xxxx  xxxx    +000    ????
action  recordProtectionAction         case      protection.record          +000   ++00   xxxx   xxxx  xxxx   xxxx   xxxx  xxxx    +000    ????
action  recordRiskAction               case      risk.record                +000   ++00   xxxx   xxxx  xxxx   xxxx   xxxx  xxxx    +000    ????
action  recordScreeningAction          case      screening.record           +000   ++00   xxxx   xxxx  xxxx   xxxx   xxxx  xxxx    +000    ????
action  releaseLooksAction             person    look.release               xxxx   =++0   xxxx   xxxx  xxxx   xxxx   xxxx  xxxx    =++0    ????
action  removeDocumentAction           document  document.remove            +000   xxxx   xxxx   xxxx  xxxx   xxxx   xxxx  xxxx    +000    ????
action  reopenCaseAction               case      case.reopen                +000   ++00   xxxx   xxxx  xxxx   xxxx   xxxx  xxxx    +000    ????
action  reportIncidentAction           case      incident.report            +000   ++00   xxxx   xxxx  xxxx   xxxx   xxxx  xxxx    ++00    ????
action  requestApprovalAction          case      approval.request           +000   ++00   xxxx   xxxx  xxxx   xxxx   xxxx  xxxx    +000    ????
action  requestDownloadAction          document  document.read              +000   0000   xxxx   xxxx  xxxx   xxxx   xxxx  xxxx    +000    ????
action  requestDownloadAction#opened   document  document.read              +000   ++00   xxxx   xxxx  xxxx   xxxx   xxxx  xxxx    ++00    ????
action  requestReleaseAction           release   release.request            xxxx   xxxx   xxxx   +++0   xxxx  xxxx   xxxx   xxxx    xxxx    ????
action  reviewBreakGlassAction         glass     break-glass.review         xxxx   =++0   =++0   xxxx  xxxx  xxxx   xxxx  =++0    xxxx    ????
action  saveDraftAction                nothing   draft.keep                 +      +      +      +     +      +      +     +       +       ?
action  searchByNameAction             nothing   case.search-name           +      x      x      x     x      x      x     x       +       ?
action  shareCaseAction                case      case.share                 +000   ++00   xxxx   xxxx  xxxx   xxxx   xxxx  xxxx    +000    ????
action  stepUpAction                   nothing   session.prove              +      +      +      +     +      +      +     +       +       ?
action  suspendPersonAction            person    person.suspend             xxxx   =+00   xxxx   xxxx  xxxx   xxxx   xxxx  xxxx    xxxx    ????
action  withdrawReleaseAction          released  release.withdraw           xxxx   +++0   +++0   +++0   xxxx  xxxx   xxxx   xxxx    xxxx    ????
action  writeNoteAction                case      note.write                 +000   ++00   xxxx   xxxx  xxxx   xxxx   xxxx  xxxx    +000    ????
action  writeNoteAction#danger         case      note.write                 +000   ++00   xxxx   xxxx  xxxx   xxxx   xxxx  xxxx    ++00    ????
`

/** One door and what it answers. */
export type Line = {
  readonly kind: Kind
  /** With its variant, `moveCaseAction#override`. */
  readonly name: string
  /** The same without the variant: a route, or the exported name of an action. */
  readonly door: string
  readonly about: About
  readonly policy: Action | null
  /** One answer a standing; for a door about nothing in particular all four are the same. */
  readonly answers: Readonly<Record<Column, Readonly<Record<Standing, Answer>>>>
}

function oneOf<T extends string>(words: readonly T[], word: string | undefined, row: string): T {
  const found = words.find((one) => one === word)
  if (found === undefined) throw new Error(`the matrix has an unknown word: ${word ?? 'nothing'} in "${row}"`)
  return found
}

function answerOf(letter: string | undefined, row: string): Answer {
  return ANSWERS[oneOf(Object.keys(ANSWERS) as (keyof typeof ANSWERS)[], letter, row)]
}

function answersOf(letters: string | undefined, about: About, row: string): Record<Standing, Answer> {
  const [own, team = own, foreign = own, absent = own, ...more] = letters ?? ''
  const whole = about === 'nothing' ? 1 : STANDINGS.length
  if (letters?.length !== whole || more.length > 0) throw new Error(`the matrix counts wrong in "${row}"`)
  return {
    own: answerOf(own, row),
    team: answerOf(team, row),
    foreign: answerOf(foreign, row),
    absent: answerOf(absent, row),
  }
}

function lineOf(row: string): Line {
  const [kind, name = '', aboutWord, policy, ...answers] = row.split(/\s+/)
  const about = oneOf(ABOUTS, aboutWord, row)
  if (answers.length !== COLUMNS.length) throw new Error(`the matrix counts wrong in "${row}"`)
  return {
    kind: oneOf(KINDS, kind, row),
    name,
    door: name.split('#')[0] ?? name,
    about,
    policy: policy === '-' ? null : oneOf(ACTIONS, policy, row),
    answers: Object.fromEntries(
      COLUMNS.map((column, at) => [column, answersOf(answers[at], about, row)]),
    ) as Line['answers'],
  }
}

/** The lines of the table, in its order. */
export const LINES: readonly Line[] = MATRIX.split('\n')
  .filter((row) => KINDS.some((kind) => row.startsWith(`${kind} `)))
  .map((row) => lineOf(row.trim()))

/** The doors of one kind, sorted, each once. */
export function doorsOf(kind: Kind): readonly string[] {
  return [...new Set(LINES.filter((line) => line.kind === kind).map(({ door }) => door))].sort()
}
