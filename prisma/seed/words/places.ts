/** Groups, routes and escorts of the caseload: invented, and known by handles only. */
export const CIVIC_GROUPS = [
  '나루 모임',
  '등불 공동체',
  'Круг «Пристань»',
  'Northern Lamp Fellowship',
  '솔밭 교회 구제부',
  'Фонд «Тихая вода»',
] as const

export const SAFE_HOURS = [
  '20:30-22:00',
  '21:00-22:30',
  '05:30-06:15',
  '12:10-12:40',
  '19:00-20:00',
  '',
] as const
export const SAFE_WAYS = [
  'Let it ring twice, hang up, call again',
  '먼저 안부 문자, 답이 오면 전화',
  'Только голосом, сообщений не писать',
  'Through the keeper',
  '친구 번호로 "시장 가니?" 문자',
] as const

export const ROUTES = {
  'far-eastern': [
    'Leg 1 by car to the regional airport; leg 2 by air; leg 3 met at arrivals',
    '1구간 차량, 2구간 야간 열차, 3구간 항공',
  ],
  siberian: ['Ночной поезд до Новосибирска, далее самолётом', 'Leg 1 by train, leg 2 by air'],
  central: ['Такси до аэропорта, рейс с одной пересадкой', 'Leg 1 by taxi, leg 2 by air with one stopover'],
  northwestern: ['Поезд до столицы, далее самолётом'],
  southern: ['Автобус до столицы, далее самолётом'],
  'north-caucasian': ['Автобус до столицы, далее самолётом'],
  volga: ['Поезд до столицы, далее самолётом'],
  ural: ['Leg 1 by train, leg 2 by air'],
  abroad: ['Leg 1 by air'],
} as const

export const FALLBACKS = [
  'Same route 24 h later',
  'House H-2 for three nights',
  '교회 숙소에서 이틀 대기',
  'Поездом вместо самолёта',
  'Return by the way they came; call on-call first',
  'Через другой аэропорт',
] as const

export const ESCORTS = ['E-4', 'E-7', 'E-11', 'E-15', 'E-19', ''] as const
export const CONFIRMED_BY = [
  'Mission, by phone',
  '하나센터 담당자',
  'Сама, по телефону',
  'Himself, by voice',
  '통일 상담 단체',
] as const
export const GUARDIANS = ['Aunt, same household', '삼촌, 같은 가구', 'Старший брат'] as const
