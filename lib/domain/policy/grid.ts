/**
 * Who may do what, and how far: one row an action, one column a role. Pages, services, tests and documentation all read
 * this table; nothing else decides.
 *
 * `none` nothing · `shared` the one case that was opened to a guest, by section and day · `opened` what my team holds and I
 * hold open now by break-glass · `own` what is assigned to me (for staff: my team) · `critical` what my team holds and is in
 * danger now (an open critical incident) · `team` whatever my team holds · `all` everything.
 */
import type { Action } from './actions.ts'
import type { Role } from './roles.ts'

export const REACHES = ['none', 'shared', 'opened', 'own', 'critical', 'team', 'all'] as const
export type Reach = (typeof REACHES)[number]

/** What an action asks beyond the role; `proofs.ts` says when it counts as given. */
export type Proof = 'reason' | 'stepUp' | 'secondPerson'

export type Row = {
  readonly reach: Readonly<Record<Role, Reach>>
  /** What the duty adds for whoever is on call for their team, and works cases, leads a team or the house. */
  readonly onCall: Reach
  readonly proof: readonly Proof[]
}

/** A row from the roles that may; every other role is pinned to `none`. */
function row(may: Partial<Record<Role, Reach>>, onCall: Reach = 'none', proof: readonly Proof[] = []): Row {
  const nobody = {
    caseworker: 'none',
    supervisor: 'none',
    director: 'none',
    analyst: 'none',
    auditor: 'none',
    administrator: 'none',
    guest: 'none',
    trustee: 'none',
  } as const satisfies Record<Role, Reach>
  return { reach: { ...nobody, ...may }, onCall, proof }
}

const CASE_WORK = { caseworker: 'own', supervisor: 'team' } as const
const SHARED = { guest: 'shared' } as const
/** What is about people of the house, as whoever works with them. */
const COLLEAGUES = {
  caseworker: 'team',
  supervisor: 'team',
  director: 'all',
  administrator: 'all',
} as const
/** Who a case is about, and where: its own worker, and whoever holds it open by break-glass. */
const NEED_TO_KNOW = { caseworker: 'own', supervisor: 'opened' } as const
const RELEASERS = { analyst: 'all', supervisor: 'all', director: 'all' } as const
const EVERYONE = {
  caseworker: 'own',
  supervisor: 'own',
  director: 'own',
  analyst: 'own',
  auditor: 'own',
  administrator: 'own',
  guest: 'own',
  trustee: 'own',
} as const satisfies Record<Role, Reach>
/** How far each goes, of which kinds, stands in `four-eyes.ts`: an administrator decides about roles and nothing else. */
const SECOND_PEOPLE = { supervisor: 'all', director: 'all', administrator: 'all', trustee: 'all' } as const

export const GRID = {
  'alert.acknowledge': row(
    { caseworker: 'own', supervisor: 'team', director: 'own', administrator: 'own' },
    'team',
  ),
  'alert.list': row({ caseworker: 'own', supervisor: 'team', director: 'own', administrator: 'own' }, 'team'),
  'approval.decide': row(SECOND_PEOPLE, 'none', ['stepUp', 'secondPerson']),
  'approval.list': row(SECOND_PEOPLE),
  'approval.request': row(CASE_WORK),
  'arrival.record': row(CASE_WORK),
  'audit.read': row({ supervisor: 'team', auditor: 'all' }),
  'basis.record': row(CASE_WORK),
  'break-glass.end': row({ supervisor: 'opened' }, 'opened'),
  'break-glass.list': row({ supervisor: 'all', director: 'all', trustee: 'all' }),
  'break-glass.review': row({ supervisor: 'all', director: 'all', trustee: 'all' }, 'none', [
    'stepUp',
    'secondPerson',
  ]),
  'case.assign': row({ supervisor: 'team' }),
  'case.break-glass': row({ supervisor: 'team' }, 'critical', ['reason', 'stepUp']),
  'case.close': row(CASE_WORK),
  'case.close-adverse': row(CASE_WORK, 'none', ['stepUp', 'secondPerson']),
  'case.correct': row(CASE_WORK),
  'case.create': row({ caseworker: 'own', supervisor: 'team' }),
  // Asks for it; a second person's approval carries it out.
  'case.delete': row(CASE_WORK, 'none', ['reason', 'stepUp', 'secondPerson']),
  'case.edit': row({ caseworker: 'own' }),
  'case.end-sharing': row(CASE_WORK),
  'case.hand-over': row(CASE_WORK),
  'case.list': row(CASE_WORK),
  'case.move': row(CASE_WORK),
  'case.move-emergency': row(CASE_WORK, 'critical', ['reason']),
  'case.move-override': row({ supervisor: 'team' }, 'critical', ['reason']),
  'case.read': row(CASE_WORK, 'critical'),
  'case.read-address': row(NEED_TO_KNOW, 'opened', ['stepUp']),
  'case.read-identity': row(NEED_TO_KNOW, 'opened'),
  'case.reopen': row(CASE_WORK, 'none', ['reason']),
  'case.reopen-adverse': row({ supervisor: 'team' }, 'none', ['reason']),
  // Only what somebody carries themselves: at most five names a search, and each one counts as a look.
  'case.search-name': row({ caseworker: 'own' }),
  'case.share': row(CASE_WORK, 'none', ['stepUp']),
  'colleague.list': row(COLLEAGUES),
  'colleague.review': row({ supervisor: 'team' }),
  'contact.record': row(CASE_WORK),
  'deletion.list': row({ supervisor: 'team' }),
  'document.add': row(CASE_WORK),
  // What one may read, with a handle that was given for it.
  'document.fetch': row(NEED_TO_KNOW, 'opened'),
  // A document may hold an address.
  'document.read': row(NEED_TO_KNOW, 'opened', ['stepUp']),
  // It cannot be undone.
  'document.remove': row({ caseworker: 'own' }, 'none', ['reason', 'stepUp']),
  // Whether somebody may send a file, before it is read.
  'document.stage': row(CASE_WORK),
  'draft.keep': row(EVERYONE),
  'guest.read': row(SHARED),
  'guest.read-assessments': row(SHARED),
  'guest.read-contacts': row(SHARED),
  'guest.read-incidents': row(SHARED),
  'guest.read-notes': row(SHARED),
  'guest.read-protection': row(SHARED),
  'house.create': row({ supervisor: 'team' }),
  'house.list': row(CASE_WORK, 'team'),
  'incident.close': row(CASE_WORK),
  'incident.report': row(CASE_WORK, 'team'),
  'journey.plan': row(CASE_WORK),
  'look.release': row({ supervisor: 'all' }, 'all'),
  'note.write': row(CASE_WORK, 'critical'),
  'person.disable': row({ administrator: 'all' }, 'none', ['stepUp']),
  'person.edit': row({ administrator: 'all' }, 'none', ['stepUp']),
  // Asks for somebody new or for a new link; a second administrator decides, and then whoever asked makes the link.
  'person.invite': row({ administrator: 'all' }, 'none', ['stepUp']),
  'person.link': row({ administrator: 'all' }, 'none', ['stepUp', 'secondPerson']),
  'person.list': row({ administrator: 'all' }),
  'person.suspend': row({ supervisor: 'team' }, 'none', ['reason', 'stepUp']),
  'pipeline.read': row({ supervisor: 'team' }),
  'placement.record': row(CASE_WORK, 'critical'),
  'protection.record': row(CASE_WORK),
  // Opens tasks for workers whom the analyst does not learn, about cases that they do not see.
  'quality.ask': row({ analyst: 'all' }),
  'quality.read': row({ analyst: 'all' }),
  'release.approve': row({ supervisor: 'all', director: 'all' }, 'none', ['stepUp', 'secondPerson']),
  'release.cancel': row({ analyst: 'all' }),
  'release.fetch': row(RELEASERS),
  'release.prepare': row({ analyst: 'all' }),
  'release.read': row(RELEASERS),
  'release.request': row({ analyst: 'all' }),
  // No step-up: what was a mistake must stop at once.
  'release.withdraw': row(RELEASERS),
  'risk.record': row(CASE_WORK),
  'screening.record': row(CASE_WORK),
  'session.close': row(EVERYONE),
  // No step-up: a life weighs more than a nuisance. It is loud instead; whoever does it again and again is asked (seizures.ts).
  'session.end-others': row(COLLEAGUES),
  'session.prove': row(EVERYONE),
  'task.complete': row(CASE_WORK, 'critical'),
  'task.create': row(CASE_WORK, 'critical'),
  'task.list': row(CASE_WORK),
  'team.create': row({ administrator: 'all' }),
  'team.edit': row({ administrator: 'all' }),
  'team.list': row({ administrator: 'all' }),
} satisfies Record<Action, Row>
