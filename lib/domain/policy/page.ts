/** The policy as a page for people: `docs/policy.md` is this text, and a test fails when it is another. */
import { MIN_REASON_LENGTH } from '../pathway/spells.ts'
import { APPROVAL_HOURS, APPROVAL_KINDS, APPROVED_HOURS, FOUR_EYES } from './four-eyes.ts'
import { ACTIONS, type Action } from './actions.ts'
import { GRID, type Proof, type Reach } from './grid.ts'
import { OPERATOR_ACTIONS, SYSTEM_GRID, VISITOR_ACTIONS } from './others.ts'
import { reasonLengthOf } from './proofs.ts'
import { FORBIDDEN_PAIRS, ROLES } from './roles.ts'

const COLUMNS = [...ROLES, 'on call'] as const

function cell(reach: Reach): string {
  return reach === 'none' ? '–' : reach
}

/** A reason that must be longer than usual says by how much. */
function asked(action: Action, proof: Proof): string {
  const length = reasonLengthOf(action)
  return proof === 'reason' && length > MIN_REASON_LENGTH ? `reason (${String(length)})` : proof
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

/** The whole page, in Markdown. */
export function policyPage(): string {
  const rows = ACTIONS.map((action) => {
    const { reach, onCall, proof } = GRID[action]
    return row([
      `\`${action}\``,
      ...ROLES.map((role) => cell(reach[role])),
      cell(onCall),
      proof.map((one) => asked(action, one)).join(', '),
    ])
  })
  const pairs = FORBIDDEN_PAIRS.map(([one, other]) => `- ${one} and ${other}`)
  const kinds = APPROVAL_KINDS.map((kind) => {
    const { approvers, about, usedOnce, looksBack } = FOUR_EYES[kind]
    const ahead = usedOnce ? `once, within ${String(APPROVED_HOURS)} h` : 'as long as it stands'
    const use = looksBack ? 'looks back, and stays due' : ahead
    return row([`\`${kind}\``, approvers.join(', '), about, use])
  })
  const purposes = Object.entries(SYSTEM_GRID).map(([purpose, may]) =>
    may.length === 0 ? `- \`${purpose}\`: nothing is done under it yet` : `- \`${purpose}\`: ${listed(may)}`,
  )
  return `<!-- Written by \`npm run policy\` from lib/domain/policy. Do not edit by hand. -->

# Who may do what

One row an action, one column a role. Nothing else decides: pages, services, the guards of the database and the tests all
read this table ([decision 003](decisions/003-policy-grid.md), [decision 012](decisions/012-row-level-security.md)).

- **shared**: the one case that is open to a guest today, in the sections that were chosen
- **opened**: what my team holds and I hold open now by break-glass: one case, half an hour
- **own**: what is assigned to me (for staff, drafts and sessions: what is mine)
- **critical**: what my team holds and is in danger now, by an open critical incident
- **team**: whatever my team holds
- **all**: everything
- **–**: nothing; the answer is the same as for what does not exist, wherever a row is asked for

*On call* is a duty and no role: for its hours it adds what its column says to a caseworker, supervisor or director of the
team. The last column is what an action asks beyond the role: a reason in one's own words (in brackets: of so many characters
at least), a password typed within the last five minutes (stepUp), or that another person decides than the one who asked
(secondPerson).

${row(['action', ...COLUMNS, 'asks'])}
${row(Array.from({ length: COLUMNS.length + 2 }, () => '---'))}
${rows.join('\n')}

## Roles that one person never holds together

${pairs.join('\n')}

## What a second person decides

Whoever holds one of the roles decides, of whatever team, seeing exactly what is asked and nothing else of the case. Nobody
decides what they asked for or wrote, nor what is about themselves, whatever roles they hold. A request waits ${String(APPROVAL_HOURS)} hours
([decision 014](decisions/014-four-eyes.md)).

${row(['asked', 'decided by', 'about', 'serves'])}
${row(Array.from({ length: 4 }, () => '---'))}
${kinds.join('\n')}

## Without a session, by the operator, by the house itself

- somebody without a session: ${listed(VISITOR_ACTIONS)}
- the operator's shell, through the \`causeway\` command: ${listed(OPERATOR_ACTIONS)}

By the house itself, over a login of its own, for one purpose each of a closed list
([decision 018](decisions/018-the-house-by-itself.md)):

${purposes.join('\n')}
`
}

function listed(actions: readonly string[]): string {
  return actions.map((action) => `\`${action}\``).join(', ')
}
