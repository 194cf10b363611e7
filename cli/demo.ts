/** `npm run demo`: a house full of invented people, to look at and to try. */
import { demoAccounts } from '../prisma/seed/accounts.ts'
import { launch } from './launcher.ts'

function accountTable(): string {
  const rows = [
    ['login', 'password', 'name', 'role', 'team'],
    ...demoAccounts.map((one) => [one.login, one.password, one.name, one.roles.join(', '), one.team ?? '–']),
  ]
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length))) ?? []
  return rows
    .map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('   ')}`.trimEnd())
    .join('\n')
}

await launch('demo', process.argv.slice(2), ({ origin }) => {
  process.stdout.write(
    `\nCauseway is ready at ${origin}\n\n${accountTable()}\n\nEverything in it is invented. Ctrl-C stops it.\n`,
  )
  return Promise.resolve()
})
