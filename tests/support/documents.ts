/** Documents put behind the doors, without a file. */
import { randomBytes, randomUUID } from 'node:crypto'
import { look } from './database.ts'
import { asKept } from './sealed.ts'

type On = { readonly id: string }
type By = { readonly personId: string }

/** A document of a case whose file nobody ever wrote. Gives its id. */
export async function putDocument(file: On, by: By): Promise<string> {
  const document_id = randomUUID()
  const told = { document_id, case_id: file.id, name: 'passport.jpg', content_key: '{}' }
  const { name, content_key } = await asKept('document_content', told)
  await look(
    `with it as (insert into document (id, case_id, kind, media_type, size_bucket, recorded_by)
       values ($1, $2, 'other', 'image/jpeg', 65536, $3))
     insert into document_content (document_id, case_id, name, content_key, stored_as) values ($1, $2, $4, $5, $6)`,
    [document_id, file.id, by.personId, name, content_key, randomUUID()],
  )
  return document_id
}

/** A handle of somebody for a document. Gives its id. */
export async function putDownload(documentId: string, by: By): Promise<string> {
  const id = randomUUID()
  await look(
    'insert into download (id, handle_hash, document_id, person_id, session_id) values ($1, $2, $3, $4, $5)',
    [id, randomBytes(32), documentId, by.personId, randomUUID()],
  )
  return id
}
