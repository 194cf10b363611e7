/** What waits on the desks of Moscow and Khabarovsk: a decision, a review, an alert, a silence. */
import { askApproval } from '../approvals.ts'
import { addContact, addProtection, addRisk, writeNote, writePlan } from '../records.ts'
import { ago, task, untilToday, type Showcase } from './showcase.ts'

export const OTHERS: readonly Showcase[] = [
  {
    team: 'Moscow',
    codes: ['ledima-15'],
    open: true,
    district: 'central',
    steps: untilToday(['contact', 10], ['unhcr-registration', 64]),
    people: () => ({ group: 'dispatched-worker', sector: 'construction' }),
    extra: ago(
      [60, 11, (book) => addProtection(book, 'unhcr', 'registered')],
      [30, 11, (book) => addProtection(book, 'unhcr', 'certificate', 35)],
      [2, 11, (book) => addRisk(book, false)],
      [1, 16, (book, { district }) => writePlan(book, district)],
      [1, 17, askApproval],
    ),
  },
  {
    team: 'Moscow',
    codes: ['sarove-83'],
    open: true,
    district: 'northwestern',
    steps: untilToday(['contact', 3], ['safe-house', 1, 'emergency']),
    people: () => ({
      group: 'deployed-soldier',
      sector: 'other',
      enlisted: 'yes',
      visaPurpose: 'none',
      birthYear: 2004,
    }),
    extra: ago([
      1,
      23.5,
      (book) => {
        const alert = book.told.alert.at(-1)
        if (alert !== undefined) alert.acknowledged_at = null
      },
    ]),
  },
  {
    team: 'Khabarovsk',
    codes: ['talimo-29'],
    open: true,
    district: 'far-eastern',
    steps: untilToday(['contact', 8], ['unhcr-registration', 1, 'override']),
    people: () => ({ group: 'dispatched-worker', sector: 'logging' }),
    extra: ago([1, 20, task('Write the risk assessment', 1)]),
  },
  {
    team: 'Khabarovsk',
    codes: ['domeri-64'],
    open: true,
    district: 'far-eastern',
    steps: untilToday(['contact', 112]),
    people: () => ({ group: 'dispatched-worker', sector: 'farming' }),
    extra: ago(
      [104, 20, (book) => addContact(book, true)],
      [71, 20, (book) => addContact(book, false)],
      [40, 20, (book) => addContact(book, false)],
      [
        12,
        20,
        (book) =>
          writeNote(book, 'contact', 'Номер не отвечает третий месяц. Земляки говорят, бригаду увезли.'),
      ],
      [6, 20, task('Last attempt to call', 2, 20.5)],
    ),
  },
]
