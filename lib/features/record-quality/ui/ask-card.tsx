'use client'

/** The step before the workers are asked: what each of them reads, how many, and who is left out. Afterwards, how many it were. */
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import {
  MOST_QUESTIONS,
  NOT_AGAIN_DAYS,
  QUESTION_DAYS,
  type Question,
} from '../../../domain/work/questions.ts'
import { Card } from '../../../ui/card.tsx'
import { CheckAnswers } from '../../../ui/check-answers.tsx'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { LinkButton } from '../../../ui/link-button.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { askQuestionAction } from '../actions.ts'
import { askSchema, type Asked } from '../schema.ts'
import { useTold } from './use-told.ts'

type AskCardProps = { question: Question; would: Asked }

const BACK = '/releases/quality'

export function AskCard({ question, would }: AskCardProps) {
  const t = useTranslations('recordQuality')
  const words = useTranslations('vocabulary')
  const count = useTold()
  const box = useRef<HTMLDivElement>(null)
  const [done, setDone] = useState<Asked | null>(null)
  // Who came by keyboard or ear is where they wanted to be, and hears what became of it.
  useEffect(() => {
    box.current?.focus()
  }, [done])
  const { asked, nobody, later } = done ?? would
  return (
    <div ref={box} id="ask" tabIndex={-1}>
      <Card>
        <CheckAnswers
          title={t(done !== null ? 'askedTitle' : asked === 0 ? 'nobodyTitle' : 'askTitle')}
          answers={[
            { term: t('theQuestion'), value: words(`question.${question}`) },
            { term: t(done === null ? 'wouldAsk' : 'wereAsked'), value: count(asked) },
            { term: t('haveNobody'), value: count(nobody) },
            { term: t('mustWait'), value: count(later) },
          ]}
          {...(done === null && asked !== 0
            ? {
                consequences: [
                  t('becomesTask', { days: QUESTION_DAYS }),
                  t('notAgain', { days: NOT_AGAIN_DAYS, most: MOST_QUESTIONS }),
                  t('numbersOnly'),
                ],
              }
            : {})}
        >
          {done !== null ? (
            <Notice tone="done">{t(done.asked === 0 ? 'nobodyAsked' : 'theyKnow')}</Notice>
          ) : asked === 0 ? (
            <Notice tone="info">{t('nobodyNow', { days: NOT_AGAIN_DAYS, most: MOST_QUESTIONS })}</Notice>
          ) : (
            <AskForm question={question} onDone={setDone} />
          )}
          {done === null && asked !== 0 ? null : (
            <p>
              <LinkButton href={BACK}>{t('close')}</LinkButton>
            </p>
          )}
        </CheckAnswers>
      </Card>
    </div>
  )
}

function AskForm({ question, onDone }: { question: Question; onDone: (asked: Asked) => void }) {
  const t = useTranslations('recordQuality')
  const cancel = useTranslations('form')('cancel')
  const form = useActionForm({
    form: 'ask-question',
    subject: question,
    schema: askSchema,
    action: askQuestionAction,
    defaults: { question },
    drafts: false,
    onDone,
  })
  return (
    <ActionForm
      form={form}
      submit={t('ask')}
      pendingText={t('asking')}
      failedTitle={t('notAsked')}
      cancel={{ href: BACK, label: cancel }}
    />
  )
}
