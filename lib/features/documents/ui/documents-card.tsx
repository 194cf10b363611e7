/** The documents of a case: kinds and days for whoever reads the case; what they are called, and what is in them, behind a tap. */
import { useTranslations } from 'next-intl'
import { Card } from '../../../ui/card.tsx'
import { Moment } from '../../../ui/dates.tsx'
import { Disclosure } from '../../../ui/disclosure.tsx'
import { sentenceCase } from '../../../ui/sentence-case.ts'
import { TextLink } from '../../../ui/text-link.tsx'
import type { DocumentListed } from '../schema.ts'
import { DocumentNameReveal } from './document-name-reveal.tsx'
import styles from './documents.module.css'
import { DownloadButton } from './download-button.tsx'
import { RemoveDocumentForm } from './remove-document-form.tsx'

type DocumentsCardProps = {
  caseId: string
  caseCode: string
  documents: readonly DocumentListed[]
  may: { readonly document: boolean; readonly readDocuments: boolean; readonly removeDocuments: boolean }
  timeZone: string
}

export function DocumentsCard({ caseId, caseCode, documents, may, timeZone }: DocumentsCardProps) {
  const t = useTranslations('documents')
  return (
    <Card
      title={t('documents')}
      id="documents"
      action={
        may.document ? <TextLink href={`/cases/${caseCode}?do=document#form`}>{t('add')}</TextLink> : null
      }
    >
      {documents.length === 0 ? <p data-dimmed>{t('none')}</p> : null}
      {documents.length > 0 && !may.readDocuments ? <p data-dimmed>{t('masked')}</p> : null}
      <ul className={styles.list}>
        {documents.map((document) => (
          <li key={document.id} className={styles.document}>
            <DocumentHead document={document} timeZone={timeZone} />
            {document.removedAt !== null ? (
              <Removed document={document} removedAt={document.removedAt} timeZone={timeZone} />
            ) : may.readDocuments ? (
              <Opened caseId={caseId} document={document} mayRemove={may.removeDocuments} />
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  )
}

type HeadProps = { document: DocumentListed; timeZone: string }

function DocumentHead({ document: { kind, mediaType, recordedAt }, timeZone }: HeadProps) {
  const t = useTranslations('documents')
  const words = useTranslations('vocabulary')
  return (
    <div className={styles.head}>
      <strong>{sentenceCase(words(`documentKind.${kind}`))}</strong>
      <span data-dimmed>
        {t(`type.${mediaType}`)}, <Moment value={recordedAt} timeZone={timeZone} />
      </span>
    </div>
  )
}

function Removed({ document, removedAt, timeZone }: HeadProps & { removedAt: string }) {
  const t = useTranslations('documents')
  return (
    <p data-dimmed>
      {t.rich('removed', { when: () => <Moment value={removedAt} timeZone={timeZone} /> })}{' '}
      {document.removalReason}
    </p>
  )
}

type OpenedProps = { caseId: string; document: DocumentListed; mayRemove: boolean }

function Opened({ caseId, document: { id, kind, version }, mayRemove }: OpenedProps) {
  const t = useTranslations('documents')
  const words = useTranslations('vocabulary')
  const what = words(`documentKind.${kind}`)
  return (
    <>
      <DocumentNameReveal caseId={caseId} documentId={id} label={t('showName', { what })} />
      <DownloadButton caseId={caseId} documentId={id} label={t('downloadOne', { what })} />
      {mayRemove ? (
        <Disclosure summary={t('remove')}>
          <RemoveDocumentForm caseId={caseId} documentId={id} version={version} />
        </Disclosure>
      ) : null}
    </>
  )
}
