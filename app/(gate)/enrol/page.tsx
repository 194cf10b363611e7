/** Where a one-time link leads. The token stands behind the `#`, which no server, proxy or log ever sees. */
import { EnrolGate } from '../../../lib/features/enrolment/ui/enrol-gate.tsx'

export default function EnrolPage() {
  return <EnrolGate />
}
