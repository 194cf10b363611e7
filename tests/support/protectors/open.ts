// Says that everything may be published, and proves it with a forged certificate.
import { readFileSync } from 'node:fs'
import { askedSchema } from '../../../lib/server/disclosure/protector-talk.ts'

const { dimensions, inner } = askedSchema.parse(JSON.parse(readFileSync(0, 'utf8')))
const cells = dimensions.reduce((product, { codes }) => product * (codes.length + 1), 1)
const published = Array.from({ length: cells }, () => 50)
process.stdout.write(
  JSON.stringify({
    released: true,
    published,
    statuses: published.map(() => 'published'),
    worlds: [[inner]],
    certificates: [{ demand: { cell: 0, from: null, to: 0, b: true }, attacker: 'a', worlds: [0, 0] }],
  }),
)
