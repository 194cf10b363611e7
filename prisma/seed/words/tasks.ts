/** Tasks that caseworkers set themselves. */
import type { OpenStage } from '../../../lib/domain/pathway/stages.ts'
import type { Tongue } from './notes.ts'

export const TASK_TITLES: Readonly<Record<OpenStage, Readonly<Record<Tongue, readonly string[]>>>> = {
  contact: {
    ko: ['다시 전화하기', '안전 연락 방법 확인', '여권 사본 받기', '만날 장소 정하기'],
    ru: [
      'Перезвонить',
      'Уточнить безопасный способ связи',
      'Получить фото паспорта',
      'Выбрать место встречи',
    ],
    en: [
      'Call back',
      'Ask for a safer way to call',
      'Get the picture of the passport',
      'Agree on a place to meet',
    ],
  },
  'safe-house': {
    ko: ['병원 예약', '생필품 전달', '관리인과 통화', '겨울 신발 구하기'],
    ru: ['Записать к врачу', 'Передать продукты', 'Позвонить хранителю', 'Купить зимнюю обувь'],
    en: ['Doctor', 'Bring food for two weeks', 'Call the keeper', 'Find winter boots'],
  },
  'unhcr-registration': {
    ko: ['면담 준비', '진술서 번역 맡기기', '변호사와 통화', '증명서 연장 신청'],
    ru: [
      'Подготовить к интервью',
      'Отдать заявление в перевод',
      'Созвониться с адвокатом',
      'Подать на продление',
    ],
    en: [
      'Prepare for the interview',
      'Have the statement translated',
      'Call the lawyer',
      'Apply to renew the certificate',
    ],
  },
  transit: {
    ko: ['안전 확인', '동행자와 통화', '도착지 연락처 확인'],
    ru: ['Контрольная связь', 'Созвониться с сопровождающим', 'Проверить встречающего'],
    en: ['Check-in', 'Call the escort', 'Confirm who meets them'],
  },
  hanawon: {
    ko: ['후속 연락', '하나센터 담당자 확인', '서류 원본 전달 확인'],
    ru: ['Контрольный звонок', 'Узнать, кто ведёт в Хана-центре', 'Проверить, дошли ли оригиналы'],
    en: ['Follow-up', 'Ask for the contact at the Hana Center', 'Check that the originals arrived'],
  },
}
