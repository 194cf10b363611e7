'use client'

/** A document: the file, what kind it is, what it is called. While it is sent the form says how far it has come. */
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { DOCUMENT_KINDS, NOTE_LENGTH } from '../../../domain/documents/documents.ts'
import { cleanFileName } from '../../../domain/documents/file-name.ts'
import { MEDIA_TYPES } from '../../../domain/documents/media-type.ts'
import { Card } from '../../../ui/card.tsx'
import { FileField } from '../../../ui/fields/file-field.tsx'
import { SelectField } from '../../../ui/fields/select-field.tsx'
import { TextAreaField } from '../../../ui/fields/text-area-field.tsx'
import { TextField } from '../../../ui/fields/text-field.tsx'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { readDraft } from '../../../ui/form/drafts.tsx'
import { newId } from '../../../ui/form/new-id.ts'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { Notice } from '../../../ui/notice.tsx'
import { sentenceCase } from '../../../ui/sentence-case.ts'
import { documentSchema } from '../schema.ts'
import { SendingBar } from './sending-bar.tsx'
import { sendFile } from './send-file.ts'

type DocumentFormProps = { caseId: string; caseCode: string; draft: unknown }

export function DocumentForm({ caseId, caseCode, draft }: DocumentFormProps) {
  const t = useTranslations('documents')
  const words = useTranslations('vocabulary')
  const back = useTranslations('form')('cancel')
  const router = useRouter()
  const here = `/cases/${caseCode}`
  const file = useRef<File | null>(null)
  const stopping = useRef<AbortController | null>(null)
  const [share, setShare] = useState<number | null>(null)
  const [isPdf, setIsPdf] = useState(false)
  const kept = readDraft(draft)
  const form = useActionForm({
    form: 'document',
    subject: caseId,
    schema: documentSchema,
    action: async (input) => {
      stopping.current = new AbortController()
      setShare(0)
      const { signal } = stopping.current
      try {
        return await sendFile({ caseId, input, file: file.current, onProgress: setShare, signal })
      } finally {
        setShare(null)
      }
    },
    // No draft keeps a file: it is chosen again.
    initialDraft: kept === null ? null : { ...kept, values: { ...kept.values, file: 0 } },
    defaults: { caseId, id: newId(), file: 0, name: '', note: '' },
    onDone: () => {
      router.replace(here)
      router.refresh()
    },
  })

  function choose(chosen: File | null): void {
    const earlier = file.current === null ? '' : cleanFileName(file.current.name)
    file.current = chosen
    setIsPdf(chosen?.type === 'application/pdf')
    const { getValues, setValue } = form.methods
    const name = getValues('name')
    // What somebody typed stays.
    if (chosen !== null && (name === '' || name === earlier)) setValue('name', cleanFileName(chosen.name))
  }

  return (
    <Card title={t('title')}>
      <ActionForm form={form} submit={t('save')} cancel={{ href: here, label: back }}>
        <FileField
          control={form.control}
          name="file"
          label={t('file')}
          hint={t('fileHint')}
          placeholder={t('choose')}
          accept={MEDIA_TYPES}
          onFile={choose}
        />
        {isPdf ? <Notice tone="warning">{t('pdfStays')}</Notice> : null}
        <SelectField
          control={form.control}
          name="kind"
          label={t('kind')}
          options={DOCUMENT_KINDS.map((one) => ({
            value: one,
            label: sentenceCase(words(`documentKind.${one}`)),
          }))}
        />
        <TextField control={form.control} name="name" label={t('name')} hint={t('whoReads')} />
        <TextAreaField
          control={form.control}
          name="note"
          label={t('note')}
          limit={NOTE_LENGTH}
          rows={2}
          optional
        />
        {share === null ? null : <SendingBar share={share} onStop={() => stopping.current?.abort()} />}
      </ActionForm>
    </Card>
  )
}
