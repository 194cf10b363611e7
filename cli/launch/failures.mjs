/**
 * What failed, test by test, read from the report of a runner: said once more at the end of a run, where whoever sees
 * only the last lines of it still learns what to mend.
 */
import { stripVTControlCharacters } from 'node:util'

const KEPT_LINES = 25

function short(message) {
  return stripVTControlCharacters(String(message)).split('\n').slice(0, KEPT_LINES).join('\n')
}

/**
 * @param {{ testResults: { name: string, status: string, message?: string,
 *   assertionResults: { status: string, fullName: string, failureMessages?: string[] }[] }[] }} report of vitest
 * @returns {string[]} a text for each test, and for each file that could not run
 */
export function failuresOfVitest(report) {
  return report.testResults.flatMap((file) => {
    const failed = file.assertionResults.filter(({ status }) => status === 'failed')
    if (file.status === 'failed' && failed.length === 0) return [`${file.name}\n${short(file.message ?? '')}`]
    return failed.map(
      ({ fullName, failureMessages = [] }) =>
        `${file.name}: ${fullName}\n${failureMessages.map(short).join('\n')}`,
    )
  })
}

/**
 * @param {{ suites?: object[] }} report of Playwright
 * @returns {string[]} a text for each test that failed
 */
export function failuresOfPlaywright(report) {
  const inSuite = (suite) => [
    ...(suite.suites ?? []).flatMap(inSuite),
    ...(suite.specs ?? [])
      .filter(({ ok }) => !ok)
      .map(({ file, line, title, tests }) => {
        const messages = tests.flatMap(({ results }) =>
          results.flatMap(({ errors = [] }) => errors.map(({ message }) => short(message))),
        )
        return `${file}:${line}: ${title}\n${messages.join('\n')}`
      }),
  ]
  return (report.suites ?? []).flatMap(inSuite)
}
