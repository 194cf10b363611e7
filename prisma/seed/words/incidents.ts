/** Accounts of incidents, by kind. */
import type { IncidentKind } from '../../../lib/domain/pathway/vocabulary.ts'
import type { Tongue } from './notes.ts'

export const ACCOUNTS_OF: Readonly<Record<IncidentKind, Readonly<Record<Tongue, string>>>> = {
  detention: {
    ko: '시장 앞에서 검문, 지구대로 연행. 변호사에게 알림.',
    ru: 'Задержан при проверке документов у рынка, увезли в отдел. Адвокат едет.',
    en: 'Stopped at a document check near the market and taken to the station. Lawyer on the way.',
  },
  abduction: {
    ko: '건물 앞에서 두 사람이 차에 태워 감. 목격자 한 명.',
    ru: 'У входа двое посадили в машину без номеров. Свидетель один.',
    en: 'Two men put him into a car in front of the office. One witness.',
  },
  'expulsion-proceedings': {
    ko: '행정 추방 절차 통지서를 받음. 이의신청 기한 확인 중.',
    ru: 'Вручили протокол, суд назначен. Готовим жалобу.',
    en: 'Served with papers; a court date is set. Appeal being prepared.',
  },
  surveillance: {
    ko: '문 앞에서 두 사람이 거주자를 물음. 이후 감시했으나 이상 없음.',
    ru: 'Двое спрашивали у подъезда о жильцах. С тех пор наблюдаем, тихо.',
    en: 'Two men asked for residents at the house door. House watched since; no sign.',
  },
  'house-compromised': {
    ko: '집주인이 경찰에 주소를 알림.',
    ru: 'Хозяин квартиры сообщил адрес участковому.',
    en: 'The landlord gave the address to the police.',
  },
  'helper-threatened': {
    ko: '동행자가 협박 전화를 받음.',
    ru: 'Сопровождающему звонили с угрозами.',
    en: 'An escort had a threatening call.',
  },
  'account-compromised': {
    ko: '메신저 계정에 모르는 기기가 로그인함. 계정 폐기.',
    ru: 'В мессенджер вошли с чужого устройства. Учётную запись закрыли.',
    en: 'Unknown device in the messenger account. Account given up.',
  },
  'device-seized': {
    ko: '반장이 휴대전화를 빼앗음. 안에 대화 기록 없음.',
    ru: 'Бригадир отобрал телефон. Переписки в нём нет.',
    en: 'The foreman took the phone. No messages were on it.',
  },
  'contact-lost': {
    ko: '전화가 꺼져 있음. 동료도 소식을 모름.',
    ru: 'Телефон выключен, земляки не знают, где он.',
    en: 'Phone off. The others on the site have not seen him.',
  },
  violence: {
    ko: '숙소에서 폭행당함. 갈비뼈 통증.',
    ru: 'Избили в общежитии, болят рёбра.',
    en: 'Beaten in the dormitory. Ribs hurt.',
  },
  medical: {
    ko: '고열로 응급실. 통역 동행.',
    ru: 'Высокая температура, скорая. Переводчик с ним.',
    en: 'High fever, emergency room. Interpreter with him.',
  },
  death: {
    ko: '병원에서 사망. 가족에게 알릴 방법 논의 중.',
    ru: 'Умер в больнице. Решаем, как сообщить родным.',
    en: 'Died in hospital. Working out how to tell the family.',
  },
}
