/** The desk of `mina`: one case for each thing that a caseworker's list has to show. */
import { askApproval } from '../approvals.ts'
import type { Book } from '../book.ts'
import { fill } from '../enter.ts'
import {
  addBasis,
  addContact,
  addProtection,
  addRisk,
  addScreening,
  reportIncident,
  writeNote,
  writePlan,
} from '../records.ts'
import { addTask, endOf } from '../tasks.ts'
import type { Window } from '../windows.ts'
import { ago, task, untilToday, type Showcase } from './showcase.ts'

const HERS = { team: 'Vladivostok', open: true } as const

function readyFor(stage: 'transit' | 'unhcr-registration'): (book: Book, window: Window) => void {
  return (book, { district }) => fill(book, { stage, outcome: null, district })
}

function riskReview(requirement: 'risk-within-7-days' | 'risk-within-30-days', inDays: number) {
  return (book: Book) =>
    addTask(book, {
      kind: 'requirement',
      requirement,
      dueAt: endOf(book, book.team.clock.today + inDays),
      doneAt: null,
    })
}

const WORKER = { sex: 'male', group: 'dispatched-worker', sector: 'construction' } as const

export const MINAS: readonly Showcase[] = [
  {
    ...HERS,
    codes: ['tamoren-47', 'tamirelo-52'],
    district: 'far-eastern',
    steps: untilToday(['contact', 31], ['safe-house', 192, 'planned', 'month'], ['unhcr-registration', 41]),
    people: (member) => ({ ...WORKER, enlisted: 'yes', birthYear: member === 0 ? 1992 : 1995 }),
    extra: ago(
      [41, 20, (book) => addProtection(book, 'unhcr', 'registered')],
      [40, 11, (book) => addProtection(book, 'unhcr', 'certificate', 49)],
      [38, 11, (book) => addProtection(book, 'interior-ministry', 'application')],
      [33, 12, (book) => addBasis(book, 'share-korea')],
      [30, 12, (book) => addProtection(book, 'korea', 'protection-request')],
      [23, 10, (book) => addRisk(book, true)],
      [20, 15, (book) => addProtection(book, 'interior-ministry', 'temporary-asylum', 140)],
      [19, 12, (book) => addProtection(book, 'korea', 'exit-awaited')],
      [15, 16, (book, { district }) => writePlan(book, district)],
      [10, 10, riskReview('risk-within-7-days', -3)],
      [9, 16, (book, { district }) => writePlan(book, district)],
      [
        4,
        9,
        (book) =>
          reportIncident(book, {
            kind: 'surveillance',
            severity: 'serious',
            closedAfter: null,
            account: 'Two men asked for residents at the house door. House watched since; no sign.',
          }),
      ],
      [3, 16, (book, { district }) => writePlan(book, district)],
      [2, 18, task('Ask approval for the journey', 0)],
      [2, 18.5, task('Apply to renew the certificate', 9)],
      [
        1,
        19,
        (book) =>
          writeNote(
            book,
            'unhcr-registration',
            'Warm clothes bought, phone replaced. Prefers calls after 20:00.',
          ),
      ],
    ),
  },
  {
    ...HERS,
    codes: ['vesilu-12'],
    district: 'central',
    steps: untilToday(['contact', 12], ['safe-house', 38], ['unhcr-registration', 70], ['transit', 6]),
    people: () => ({ ...WORKER, sector: 'logging' }),
    extra: ago(
      [5, 5.4, (book) => writeNote(book, 'transit', 'Check-in 05:20, on plan.')],
      [3, 7, (book) => writeNote(book, 'transit', '기차 2시간 지연. 동행자 교대는 예정대로.')],
      [1, 6, task('Check-in', 0, 5.34)],
      [1, 17, (book, { district }) => writePlan(book, district)],
      [1, 18, askApproval],
    ),
  },
  {
    ...HERS,
    codes: ['korabe-88'],
    district: 'far-eastern',
    steps: untilToday(['contact', 9], ['safe-house', 133]),
    people: () => ({ ...WORKER, birthYear: 1984 }),
    extra: ago(
      [131, 11, (book) => addScreening(book, 'clear')],
      [125, 11, (book) => addRisk(book, false)],
      [94, 11, (book) => addRisk(book, false)],
      [64, 11, (book) => addRisk(book, false)],
      [60, 13, (book) => addBasis(book, 'share-unhcr')],
      [52, 10, (book) => addProtection(book, 'unhcr', 'contacted')],
      [33, 11, (book) => addRisk(book, false)],
      [21, 20, (book) => writeNote(book, 'safe-house')],
      [9, 10, (book) => addProtection(book, 'unhcr', 'appointment')],
      [9, 11, riskReview('risk-within-30-days', -3)],
      [3, 20, (book) => writeNote(book, 'safe-house')],
    ),
  },
  {
    ...HERS,
    codes: ['donaire-05'],
    district: 'siberian',
    steps: untilToday(['contact', 2]),
    people: () => ({ ...WORKER, passportWithheld: 'yes' }),
    extra: ago(
      [
        1,
        20.6,
        (book) =>
          writeNote(
            book,
            'contact',
            'Calls only from 20:30 to 22:00. Let it ring twice, hang up, call again.',
          ),
      ],
      [1, 21, task('Call back', 0, 21)],
    ),
  },
  {
    ...HERS,
    codes: ['lumeka-31'],
    district: 'central',
    steps: untilToday(['contact', 16], ['safe-house', 44], ['unhcr-registration', 18]),
    people: () => ({
      group: 'conscripted-soldier',
      sector: 'construction',
      enlisted: 'yes',
      birthYear: 2001,
    }),
    extra: ago(
      [17, 10, (book) => addProtection(book, 'unhcr', 'registered')],
      [15, 10, (book) => addProtection(book, 'unhcr', 'certificate', 180)],
      [12, 12, (book) => addProtection(book, 'korea', 'travel-document', 180)],
      [4, 12, (book) => addProtection(book, 'korea', 'exit-granted', 60)],
      [2, 12, task('Interview', 4, 10)],
      [1, 14, readyFor('transit')],
    ),
  },
  {
    ...HERS,
    codes: ['pirano-64'],
    district: 'far-eastern',
    steps: untilToday(
      ['contact', 21],
      ['safe-house', 66],
      ['unhcr-registration', 88],
      ['transit', 5],
      ['hanawon', 52],
    ),
    people: () => ({ sex: 'female', group: 'dispatched-worker', sector: 'factory' }),
    extra: ago(
      [30, 12, (book) => writeNote(book, 'hanawon', 'Protection decision received. Hanawon next.')],
      [7, 12, task('Follow-up', 22)],
    ),
  },
  {
    ...HERS,
    codes: ['sefoli-19'],
    district: 'far-eastern',
    steps: untilToday(['contact', 7], ['safe-house', 24]),
    people: () => ({ ...WORKER, sector: 'fisheries' }),
    extra: ago(
      [22, 11, (book) => addScreening(book, 'clear')],
      [8, 11, (book) => addProtection(book, 'unhcr', 'appointment')],
      [3, 19, task('Doctor', 3)],
      [2, 14, readyFor('unhcr-registration')],
    ),
  },
  {
    ...HERS,
    codes: ['galemi-73'],
    district: 'far-eastern',
    steps: untilToday(['contact', 11]),
    people: () => ({ ...WORKER, sector: 'farming' }),
    extra: ago(
      [8, 21, (book) => addContact(book, false)],
      [6, 21, (book) => addContact(book, true)],
      [4, 20, task('Screening', 0)],
    ),
  },
  {
    ...HERS,
    codes: ['mirotan-20'],
    district: 'central',
    steps: untilToday(['contact', 14], ['safe-house', 59], ['unhcr-registration', 77]),
    people: () => ({ group: 'student', sector: 'it', visaPurpose: 'study', birthYear: 2002 }),
    extra: ago(
      [74, 10, (book) => addProtection(book, 'unhcr', 'registered')],
      [70, 10, (book) => addProtection(book, 'interior-ministry', 'application')],
      [58, 10, (book) => addProtection(book, 'interior-ministry', 'under-review')],
      [40, 10, (book) => addRisk(book, false)],
      [22, 10, (book) => addProtection(book, 'interior-ministry', 'refused')],
      [22, 12, task('Appeal ends', 8)],
      [12, 10, (book, { district }) => writePlan(book, district)],
      [6, 10, (book) => addRisk(book, false)],
    ),
  },
  {
    ...HERS,
    codes: ['bateso-56'],
    district: 'siberian',
    steps: untilToday(['contact', 5], ['safe-house', 9]),
    people: () => ({ ...WORKER, sector: 'logging' }),
    extra: ago([4, 20, (book) => writeNote(book, 'safe-house', '겨울옷 구입. 발목 부기 빠짐.')]),
  },
  {
    ...HERS,
    codes: ['rivuna-41'],
    district: 'central',
    steps: untilToday(['contact', 8], ['safe-house', 51], ['unhcr-registration', 46], ['transit', 1]),
    people: () => ({ ...WORKER }),
    extra: ago([1, 20, task('Check-in', 1, 6)]),
  },
  {
    ...HERS,
    codes: ['hedomi-09'],
    district: 'far-eastern',
    steps: untilToday(['contact', 19], ['safe-house', 27, 'planned', 'month'], ['unhcr-registration', 30]),
    people: () => ({ ...WORKER, group: 'conscripted-soldier', enlisted: 'yes', birthYear: 1999 }),
    extra: ago(
      [26, 10, (book) => addProtection(book, 'unhcr', 'registered')],
      [14, 10, (book, { district }) => writePlan(book, district)],
    ),
  },
  {
    ...HERS,
    codes: ['nosari-26'],
    district: 'far-eastern',
    steps: untilToday(['contact', 5], ['safe-house', 1, 'emergency']),
    people: () => ({ ...WORKER }),
    extra: ago([1, 23.5, unheard]),
  },
  {
    ...HERS,
    codes: ['pelado-38'],
    district: 'far-eastern',
    steps: untilToday(['contact', 13], ['safe-house', 35], ['unhcr-registration', 55]),
    people: () => ({ ...WORKER, birthYear: 1979 }),
    extra: ago(
      [50, 10, (book) => addProtection(book, 'unhcr', 'registered')],
      [20, 10, (book) => addRisk(book, true)],
      [
        1,
        16,
        (book) =>
          reportIncident(book, {
            kind: 'detention',
            severity: 'critical',
            closedAfter: null,
            account:
              'Stopped at a document check near the market and taken to the station. Lawyer on the way.',
          }),
      ],
      [1, 17, task('Call the lawyer again', 0, 9)],
    ),
  },
]

/** The newest alert still rings. */
function unheard(book: Book): void {
  const alert = book.told.alert.at(-1)
  if (alert !== undefined) alert.acknowledged_at = null
}
