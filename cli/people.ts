/** People by the operator's shell, where no second administrator could decide: roles, somebody new, and a new link. */
import { parseArgs } from 'node:util'
import { ROLES } from '../lib/domain/policy/roles.ts'
import type { Refused } from '../lib/domain/refusal.ts'
import { addPersonSchema, newLinkSchema, setRolesSchema } from '../lib/features/operator/schema.ts'
import { addPerson, makeNewLink, setRoles } from '../lib/features/operator/service.ts'
import { env } from '../lib/server/env.ts'
import { StopError } from './launch/progress.mjs'

const WRONG_USE = 2
const USAGE = `people set-roles LOGIN --roles ROLE,ROLE [--team NAME]
people add LOGIN --name NAME --roles ROLE,ROLE [--team NAME]
people link LOGIN
Roles: ${ROLES.join(', ')}`

/** What is said of a refusal; the rest is told by its word. */
const SAID: Readonly<Partial<Record<Refused['refusal'], string>>> = {
  absent: 'Nobody has this login.',
  'forbidden-roles': 'One person must never hold these roles together.',
  'last-administrator': 'This is the last active administrator.',
  'name-taken': 'This login is in use already.',
  stale: 'This person is disabled.',
}

type Asked = {
  readonly login: string
  readonly displayName: string | undefined
  readonly roles: readonly string[]
  readonly team: string | null
}

function read(args: readonly string[]): Asked {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { roles: { type: 'string' }, team: { type: 'string' }, name: { type: 'string' } },
    })
    const [login = '', ...more] = positionals
    if (more.length > 0) throw new Error(`Too many words: ${more.join(' ')}`)
    const roles = (values.roles ?? '').split(',').map((role) => role.trim())
    return { login, displayName: values.name, roles, team: values.team ?? null }
  } catch (error) {
    throw new StopError(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`, WRONG_USE)
  }
}

function wrong(problem: { readonly path: readonly PropertyKey[] } | undefined): StopError {
  const field = String(problem?.path[0] ?? 'input')
  const option = { login: 'LOGIN', displayName: '--name', roles: '--roles', team: '--team' }[field] ?? field
  return new StopError(`${option} is missing or wrong.\n${USAGE}`, WRONG_USE)
}

function refusedInWords({ refusal, fields }: Refused): StopError {
  const team = fields?.['team'] ?? fields?.['teamId']
  if (team === 'required') return new StopError('These roles need a team: --team NAME')
  if (team !== undefined) return new StopError('There is no team of this name.')
  return new StopError(SAID[refusal] ?? `This was refused: ${refusal}.`)
}

/** Changes roles, and the team when one is named. */
export async function setRolesOf(args: readonly string[]): Promise<void> {
  const input = setRolesSchema.safeParse(read(args))
  if (!input.success) throw wrong(input.error.issues[0])
  const outcome = await setRoles(input.data)
  if (!outcome.ok) throw refusedInWords(outcome)
  process.stdout.write(`${input.data.login} now holds: ${input.data.roles.join(', ')}\n`)
}

/** Adds somebody and prints their one-time link. */
export async function addSomebody(args: readonly string[]): Promise<void> {
  const input = addPersonSchema.safeParse(read(args))
  if (!input.success) throw wrong(input.error.issues[0])
  const outcome = await addPerson(input.data)
  if (!outcome.ok) throw refusedInWords(outcome)
  sayLink(outcome.value.token)
}

/** Makes a new one-time link for somebody and prints it. */
export async function linkSomebody(args: readonly string[]): Promise<void> {
  const input = newLinkSchema.safeParse(read(args))
  if (!input.success) throw wrong(input.error.issues[0])
  const outcome = await makeNewLink(input.data)
  if (!outcome.ok) throw refusedInWords(outcome)
  sayLink(outcome.value.token)
}

function sayLink(token: string): void {
  // Behind the #, where no server and no proxy writes it into a log.
  const link = `${env().NEXTAUTH_URL}/enrol#${token}`
  process.stdout.write(`The link works once, for 24 hours:\n\n  ${link}\n\n`)
}
