/** What caseworkers write: short, practical, in whichever language comes first. Nobody real is behind any line. */
import type { OpenStage } from '../../../lib/domain/pathway/stages.ts'

export const TONGUES = ['ko', 'ru', 'en'] as const
export type Tongue = (typeof TONGUES)[number]

export const NOTES: Readonly<Record<OpenStage, Readonly<Record<Tongue, readonly string[]>>>> = {
  contact: {
    ko: [
      '저녁 8시 30분 이후에만 통화 가능. 반장이 잠든 뒤.',
      '번호를 바꿈. 새 번호는 안전 연락 방법에 적어 둠.',
      '휴대전화는 동료와 같이 씀. 먼저 문자로 "형 잘 있어?" 보내고 기다릴 것.',
      '여권은 회사 금고에 있음. 본인은 못 본 지 2년.',
      '아직 결심하지 못함. 재촉하지 않기로 함. 일주일 뒤 다시 연락.',
      '현장이 다음 달에 옮겨진다고 함. 그 전에 만날 날 잡기.',
    ],
    ru: [
      'Звонить только после 20:30. Если отвечает другой, сказать, что ошиблись номером.',
      'Встретились у рынка, говорили 15 минут. Боится за брата дома.',
      'Паспорт у старшего по бригаде. Копии нет, есть фото первой страницы.',
      'Просит неделю подумать. Не торопим.',
      'Сменил телефон. Старый номер больше не набирать.',
      'Зарплату не видел с весны. Списки смен сфотографировал, пришлёт.',
    ],
    en: [
      'Calls only after 20:30, when the foreman sleeps. Let it ring twice, hang up, call again.',
      'Shares the phone with a bunkmate. Never leave a message.',
      'Wants a week to think. Did not press.',
      'Met for ten minutes at the bus stop. Wary, asked who else knows.',
      'Passport is with the minder, has not seen it for two years.',
      'Asked what happens to family at home. Told him honestly what we know and what we do not.',
    ],
  },
  'safe-house': {
    ko: [
      '겨울옷 구입, 휴대전화 교체. 통화는 저녁 8시 이후가 편하다고 함.',
      '잠을 못 잔다고 함. 의사 방문 예약.',
      '관리인과 규칙 다시 확인: 낮에 창가에 서지 않기, 문은 열어 주지 않기.',
      '발목 부기 빠짐. 약 남은 것 5일치.',
      '러시아어 공부 시작. 책 두 권 전달.',
      '같은 집 거주자와 다툼. 방 바꾸고 진정됨.',
    ],
    ru: [
      'Купили тёплую одежду, заменили телефон. Просит звонить после 20:00.',
      'Плохо спит, жалуется на спину. Записали к врачу на четверг.',
      'Хранитель просит больше продуктов: теперь трое. Передали на две недели.',
      'Повторили правила: к окнам днём не подходить, дверь не открывать.',
      'Настроение лучше. Учит русский, просит книги.',
      'Соседка снизу спрашивала, кто живёт. Хранитель ответил: племянник из Уссурийска.',
    ],
    en: [
      'Warm clothes bought, phone replaced. Prefers calls after 20:00.',
      'Sleeps badly. Doctor arranged for Thursday, keeper will drive.',
      'Went through the house rules again: away from windows by day, no opening the door.',
      'Ankle is better. Medicine for five more days.',
      'Keeper says he hardly eats. Brought kimchi and rice; ate.',
      'Neighbour asked who lives there. Keeper said a nephew. Watching for a week.',
    ],
  },
  'unhcr-registration': {
    ko: [
      '면담 3시간. 통역 좋았음. 강제 동원 사실을 차분히 설명함.',
      '진술서 초안 정리. 날짜가 두 군데 맞지 않아 본인과 다시 확인.',
      '증명서 사본 두 부 보관. 원본은 본인이 지님.',
      '담당관이 추가 서류 요청: 작업 현장 사진과 급여 기록.',
      '이동 때 동행자 필요. 검문이 잦다고 함.',
      '결과 기다리는 중. 불안해하여 이틀에 한 번 통화.',
    ],
    ru: [
      'Интервью три часа, переводчик хороший. О принудительной службе рассказал спокойно.',
      'В заявлении две даты не сходятся. Уточнили, исправили до подачи.',
      'Копии свидетельства у нас, оригинал носит с собой.',
      'Инспектор просит фото стройки и ведомость. Ведомости нет, даём показания второго рабочего.',
      'Адвокат подал жалобу в срок, копия со штампом есть.',
      'Ждём ответ. Звоним через день, чтобы не оставался один с мыслями.',
    ],
    en: [
      'Interview took three hours, interpreter was good. Told the conscription part calmly.',
      'Two dates in the statement did not match. Cleared up with him before it was handed in.',
      'Copies of the certificate with us, he carries the original.',
      'Officer wants pictures of the site and a pay record. No record exists; second witness will write.',
      'Lawyer lodged the appeal in time, stamped copy received.',
      'Waiting is hard on him. Calling every second day.',
    ],
  },
  transit: {
    ko: [
      '05:20 안전 확인. 예정대로 이동 중.',
      '기차 2시간 지연. 대체 경로는 쓰지 않음.',
      '동행자 교대 완료. 두 번째 구간 시작.',
      '서류 확인 한 번, 문제없이 통과.',
    ],
    ru: [
      'Контрольная связь 05:20, всё по плану.',
      'Поезд опаздывает на два часа. Запасной вариант пока не нужен.',
      'Сопровождающий сменился, второй участок начат.',
      'Проверка документов одна, прошли спокойно.',
    ],
    en: [
      'Check-in 05:20, on plan.',
      'Train two hours late. Fallback not needed so far.',
      'Escort changed over, second leg begun.',
      'One document check, passed quietly.',
    ],
  },
  hanawon: {
    ko: [
      '합동신문 진행 중. 건강 상태 양호하다고 전해 들음.',
      '보호결정 통보받음. 하나원 입소 예정.',
      '하나원 4주차. 운전면허 과정 신청.',
      '하나센터 담당자와 첫 상담. 임대주택 배정 지역 확인.',
      '3개월 후속 연락: 공장 취업, 야간 근무가 힘들다고 함.',
      '6개월 후속 연락: 병원 치료 이어 가는 중. 동기 모임에 나감.',
    ],
    ru: [
      'Проверка идёт, передали, что здоров.',
      'Решение о защите получено, ждёт Ханавон.',
      'Ханавон, четвёртая неделя. Записался на водительские курсы.',
      'Звонок через три месяца: работает на складе, устаёт, но доволен.',
    ],
    en: [
      'Questioning under way. Word is that he is well.',
      'Protection decision received. Hanawon next.',
      'Hanawon, week four. Signed up for the driving course.',
      'Three-month call: warehouse job, nights are hard. Found a church choir.',
      'Six-month call: sees the counsellor every two weeks. Asked for nothing.',
    ],
  },
}

/** Added to some notes, so that no two read quite the same. */
export const POSTSCRIPTS: Readonly<Record<Tongue, readonly string[]>> = {
  ko: ['다음 통화는 모레.', '동료에게도 알림.', '본인 확인함.', '안부 문자에 답이 옴.'],
  ru: ['Следующий звонок послезавтра.', 'Коллегу предупредили.', 'С его слов.', 'На связи.'],
  en: [
    'Next call the day after tomorrow.',
    'Colleague told.',
    'In his own words.',
    'Confirmed by the keeper.',
  ],
}

/** Days after the arrival from which each line about Hanawon can be true, in their order. */
export const HANAWON_FROM: Readonly<Record<Tongue, readonly number[]>> = {
  ko: [0, 40, 80, 130, 200, 290],
  ru: [0, 40, 80, 200],
  en: [0, 40, 80, 200, 290],
}
