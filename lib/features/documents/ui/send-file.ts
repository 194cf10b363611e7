/**
 * Sends a file with its form, and says how far it has come. XMLHttpRequest, because `fetch` tells nothing about what was sent
 * yet. The body is one line of JSON and then the file: see `lib/server/upload.ts`.
 */
import { sniff, SNIFFED_BYTES } from '../../../domain/documents/media-type.ts'
import { isFieldProblem } from '../../../domain/field-problem.ts'
import { granted, refused, refusedField, REFUSALS, type Outcome } from '../../../domain/refusal.ts'

type Sending = {
  readonly caseId: string
  /** Id, words and key of the form. */
  readonly input: Readonly<Record<string, unknown>>
  readonly file: File | null
  readonly onProgress: (share: number) => void
  readonly signal: AbortSignal
}

/** The server's answer; `upload-stopped` when it was stopped here. Rejects when the line broke. */
export async function sendFile({ caseId, input, file, onProgress, signal }: Sending): Promise<Outcome<null>> {
  if (file === null) return refusedField('file', 'required')
  const head = await file.slice(0, SNIFFED_BYTES).arrayBuffer()
  const found = sniff(new Uint8Array(head))
  // Said here already: the server says the same, after the whole of a large file.
  if ('problem' in found) return refusedField('file', found.problem)
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/api/documents/${caseId}`)
    request.setRequestHeader('Content-Type', 'application/octet-stream')
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      onProgress(total === 0 ? 0 : loaded / total)
    })
    request.addEventListener('load', () => {
      resolve(outcomeIn(request.responseText))
    })
    request.addEventListener('error', () => {
      reject(new Error('the line broke'))
    })
    request.addEventListener('abort', () => {
      resolve(refused('upload-stopped'))
    })
    if (signal.aborted) {
      resolve(refused('upload-stopped'))
      return
    }
    signal.addEventListener('abort', () => {
      request.abort()
    })
    request.send(new Blob([`${JSON.stringify(input)}\n`, file]))
  })
}

/** What cannot be read is a bug of the server or of something on the way. */
function outcomeIn(text: string): Outcome<null> {
  try {
    const said: unknown = JSON.parse(text)
    if (typeof said !== 'object' || said === null || !('ok' in said)) return refused('failed')
    if (said.ok === true) return granted(null)
    const refusal = REFUSALS.find((one) => 'refusal' in said && said.refusal === one) ?? 'failed'
    const fields = 'fields' in said ? fieldsIn(said.fields) : []
    return fields.length === 0 ? refused(refusal) : refused(refusal, Object.fromEntries(fields))
  } catch {
    return refused('failed')
  }
}

function fieldsIn(said: unknown) {
  if (typeof said !== 'object' || said === null) return []
  return Object.entries(said).flatMap(([field, problem]: [string, unknown]) =>
    isFieldProblem(problem) ? [[field, problem] as const] : [],
  )
}
