/** Reasons, comments and explanations, where the pathway asks for one. */
import type { EmergencyTarget } from '../../../lib/domain/pathway/moves.ts'
import type { OpenStage, Outcome } from '../../../lib/domain/pathway/stages.ts'
import type { Tongue } from './notes.ts'

type Words = Readonly<Record<Tongue, readonly string[]>>

/** Why a case went back, by where it went. */
export const BACK: Readonly<Record<Exclude<OpenStage, 'hanawon'>, Words>> = {
  contact: {
    ko: ['본인이 현장으로 돌아가기로 함. 연락은 이어 감.', '친척 집으로 옮김. 연락만 유지.'],
    ru: ['Решил вернуться к землякам, связь держим.', 'Уехал к родственнику, помощи пока не просит.'],
    en: [
      'Went back to the site of his own will. Stays in touch.',
      'Moved in with a relative, wants only calls for now.',
    ],
  },
  'safe-house': {
    ko: ['국경 검문 강화로 출발 취소. 거처로 돌아옴.', '면담 연기, 서류 분실. 거처에서 다시 준비.'],
    ru: [
      'Выезд сорвался: на границе усилили проверки. Вернулся.',
      'Приём перенесли на неопределённый срок, ждём в доме.',
    ],
    en: [
      'Border checks tightened, departure called off.',
      'Appointment put off without a date; waits at the house.',
    ],
  },
  'unhcr-registration': {
    ko: ['출국 허가 취소. 증명서 갱신부터 다시.', '여행증명서 유효기간 지남. 다시 신청.'],
    ru: [
      'Разрешение на выезд отозвано, продлеваем документы.',
      'Проездной документ истёк в пути, вернулись.',
    ],
    en: [
      'Exit permission withdrawn; papers have to be renewed first.',
      'Travel certificate ran out on the way. Back to apply again.',
    ],
  },
  transit: {
    ko: ['도착 확인이 잘못됨. 아직 경유지에 있음.'],
    ru: ['Прибытие подтвердили по ошибке, ещё в пути.'],
    en: ['Arrival was confirmed by mistake: still at the stopover.'],
  },
}

export const EMERGENCY: Readonly<Record<EmergencyTarget, Words>> = {
  'safe-house': {
    ko: ['보위부 요원이 현장에 나타남. 밤사이 거처로 옮김.', '현장에서 구타당함. 즉시 데려옴.'],
    ru: ['На объект приехали люди из консульства, забрали ночью.', 'Избили на стройке, вывезли сразу.'],
    en: [
      'Security people came to the site asking for him. Taken out the same night.',
      'Beaten by the foreman; fetched at once.',
    ],
  },
  transit: {
    ko: ['집이 감시당함. 새벽에 출발함.', '경찰이 건물을 돌며 확인 중. 바로 출발.'],
    ru: ['За домом следят, выехали на рассвете.', 'Участковый обходит подъезд, уехали немедленно.'],
    en: ['House watched since noon. Left before dawn.', 'Police going from door to door; left at once.'],
  },
}

export const OVERRIDE: Words = {
  ko: ['면담이 내일로 당겨짐. 평가서는 이번 주에 작성.', '출발 날짜를 늦출 수 없음. 당직자로서 결정.'],
  ru: [
    'Приём перенесли на завтра, оценку допишем на неделе.',
    'Билет только на эту ночь, решаю как дежурный.',
  ],
  en: [
    'Interview moved up to tomorrow; the assessment follows this week.',
    'Only seat is tonight. Decided as the person on call.',
  ],
}

export const REOPEN: Words = {
  ko: ['본인이 다시 연락해 옴. 도움을 원함.', '연락이 다시 닿음. 안전한 곳에 있음.'],
  ru: ['Сам вышел на связь, просит помощи.', 'Нашёлся: телефон был отобран, сейчас в безопасности.'],
  en: ['Called us again, wants help after all.', 'Back in touch: the phone had been taken.'],
}

export const CLOSING: Readonly<Record<Outcome, Words>> = {
  settled: {
    ko: ['12개월 후속 연락까지 마침.', '정착 지원 종료. 본인 동의.'],
    ru: ['Последний контрольный звонок сделан, помощь больше не нужна.'],
    en: ['Last follow-up done. Knows where to find us.'],
  },
  'resettled-elsewhere': {
    ko: ['제3국 재정착. 현지 단체에 인계.'],
    ru: ['Принят третьей страной, передан местной организации.'],
    en: ['Accepted by a third country; local organisation has taken over.'],
  },
  withdrew: {
    ko: ['본인이 더는 원하지 않음. 언제든 다시 연락 가능하다고 알림.'],
    ru: ['Передумал, просит больше не звонить.'],
    en: ['Does not want to go on. Told that the door stays open.'],
  },
  transferred: {
    ko: ['교회 단체가 이어받음. 동의서 있음.'],
    ru: ['Передан организации в другом городе, согласие есть.'],
    en: ['Handed to another organisation nearer to him, with consent.'],
  },
  'not-protected': {
    ko: ['보호결정에서 비보호 통보. 변호사 연결함.'],
    ru: ['Отказ в защите. Связали с адвокатом в Сеуле.'],
    en: ['Protection declined. Put in touch with a lawyer.'],
  },
  'lost-contact': {
    ko: ['여러 번 시도했으나 90일 넘게 소식 없음.'],
    ru: ['Больше 90 дней без связи, попытки в деле.'],
    en: ['No word for more than 90 days; attempts are listed.'],
  },
  'forcibly-returned': {
    ko: ['강제북송 확인됨.'],
    ru: ['Принудительное возвращение подтверждено двумя источниками.'],
    en: ['Return confirmed by two sources.'],
  },
  deceased: {
    ko: ['병원에서 사망 확인.'],
    ru: ['Смерть подтверждена больницей.'],
    en: ['Death confirmed by the hospital.'],
  },
}

export const REVIEWED: Words = {
  ko: ['옳은 판단이었음.', '시간 기록 확인함.'],
  ru: ['Решение верное.', 'Время сверено с журналом звонков.'],
  en: ['Right call.', 'Times checked against the call log.'],
}

export const APPROVED: Words = {
  ko: ['대체 경로 확인. 승인.', '출발 전 안전 확인 시간 다시 알릴 것.'],
  ru: ['Запасные варианты проверены.', 'Согласна. Напомнить время контрольной связи.'],
  en: ['Fallbacks checked.', 'Fine. Repeat the check-in times before departure.'],
}

export const RETURNED: Words = {
  ko: ['대체 경로가 하나 더 필요함.'],
  ru: ['Нужен ещё один запасной вариант.'],
  en: ['One more fallback, please.'],
}

export const RISK: Words = {
  ko: ['현장 책임자가 찾고 있음.', '건강은 안정적. 노출 위험이 큼.', '가족 상황을 묻는 사람이 있었음.'],
  ru: [
    'Бригадир ищет, спрашивал по общежитиям.',
    'Здоровье ровное, риск огласки высокий.',
    'Дома остались мать и сестра.',
  ],
  en: [
    'The foreman is looking for him.',
    'Health steady, exposure is the problem.',
    'Mother and sister at home depend on silence.',
  ],
}

export const SCREENED: Words = {
  ko: ['두 사람이 따로 확인. 이야기가 일치함.', '현장 동료 진술과 맞음.'],
  ru: ['Двое опрашивали порознь, рассказ сходится.', 'Подтверждено земляком.'],
  en: ['Two of us asked separately; the story holds.', 'Matches what a workmate told us.'],
}

export const UNREACHABLE: Words = {
  ko: ['감시 때문에 동의를 물을 수 없었음. 다음 통화에서 확인.'],
  ru: ['Спросить согласия не удалось, рядом был старший. Спросим при первой возможности.'],
  en: ['Could not be asked while the minder stood by. Will ask at the next call.'],
}
