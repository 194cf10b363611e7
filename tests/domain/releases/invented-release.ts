/** Invented releases: a large one, a small one where all but a total is hidden, and tables of any size. */
import type {
  DocumentDimension,
  DocumentTable,
  ReleaseDocument,
  Words,
} from '../../../lib/domain/releases/document.ts'
import { fingerprintOf, type UnsignedDocument } from '../../../lib/server/releases/fingerprint.ts'
import { LICENCES } from '../../../lib/server/releases/licence.ts'
import { placesOf } from '../../../lib/server/releases/table-cells.ts'

/** CAUSEWAY_SECRET of a house that does not exist. */
export const SECRET = Buffer.alloc(32, 7).toString('base64url')

export function words(en: string, ko = en, ru = en): Words {
  return { en, ko, ru }
}

const TOTAL = { code: 'all', label: words('All', '전체', 'Всего') }

const STAGES: DocumentDimension = {
  name: 'stage',
  label: words('Stage reached', '도달한 단계', 'Достигнутый этап'),
  hashtag: '#status+stage',
  codes: [
    ['contact', 'Contact', '첫 연락', 'Первый контакт'],
    ['safe-house', 'Safe house', '안전 가옥', 'Убежище'],
    ['registration', 'UNHCR registration', 'UNHCR 등록', 'Регистрация в УВКБ ООН'],
    ['ministry', 'Temporary asylum applied for', '임시 망명 신청', 'Подано прошение о временном убежище'],
    ['transit', 'Transit', '이동', 'Транзит'],
    [
      'embassy',
      'At the embassy of the Republic of Korea',
      '대한민국 대사관',
      'В посольстве Республики Корея',
    ],
    ['hanawon', 'Hanawon', '하나원', 'Ханавон'],
    ['resettled', 'Resettled', '재정착', 'Переселение завершено'],
    ['lost', 'Contact lost', '연락 두절', 'Связь потеряна'],
    ['returned', 'Returned against their will', '강제 송환', 'Возвращены против воли'],
  ].map(([code = '', en = '', ko = '', ru = '']) => ({ code, label: words(en, ko, ru) })),
  total: TOTAL,
  parents: {},
}

const GROUPS: DocumentDimension = {
  name: 'group',
  label: words('Group', '집단', 'Группа'),
  hashtag: '#affected+group',
  codes: [
    ['workers', 'Workers sent abroad', '파견 노동자', 'Направленные рабочие'],
    ['construction', 'Construction', '건설', 'Строительство'],
    ['logging', 'Logging', '벌목', 'Лесозаготовка'],
    ['fishing', 'Fishing', '어업', 'Рыболовство'],
    ['textiles', 'Textiles', '섬유', 'Текстиль'],
    ['restaurant', 'Restaurants', '식당', 'Рестораны'],
    ['students', 'Students', '유학생', 'Студенты'],
    ['military', 'Soldiers', '군인', 'Военные'],
    ['other', 'Others', '기타', 'Прочие'],
  ].map(([code = '', en = '', ko = '', ru = '']) => ({ code, label: words(en, ko, ru) })),
  total: TOTAL,
  parents: {
    construction: 'workers',
    logging: 'workers',
    fishing: 'workers',
    textiles: 'workers',
    restaurant: 'workers',
  },
}

const SEX: DocumentDimension = {
  name: 'sex',
  label: words('Sex', '성별', 'Пол'),
  hashtag: '#affected+sex',
  codes: [
    { code: 'f', label: words('Women', '여성', 'Женщины') },
    { code: 'm', label: words('Men', '남성', 'Мужчины') },
  ],
  total: TOTAL,
  parents: {},
}

/** A table over `dimensions` whose n-th cell holds `count(n, place)`. */
export function table(
  name: string,
  title: Words,
  dimensions: readonly DocumentDimension[],
  count: (index: number, at: readonly string[]) => number | null,
): DocumentTable {
  const empty: DocumentTable = {
    name,
    title,
    note: words(
      'People whose first contact fell into the period, by the furthest stage reached by the cut-off.',
      '기간 중 처음 연락한 사람을 기준일까지 도달한 가장 먼 단계로 나누었습니다.',
      'Люди, впервые вышедшие на связь за период, по самому дальнему этапу к указанному дню.',
    ),
    dimensions,
    cells: [],
  }
  const cells = placesOf(empty).map((place, index) => {
    const at = place.map(({ code }) => code)
    return { at, count: count(index, at) }
  })
  return { ...empty, cells }
}

function release(
  rest: Pick<UnsignedDocument, 'narrative' | 'coarsened' | 'tables' | 'quartiles' | 'tier' | 'k'>,
) {
  const unsigned: UnsignedDocument = {
    code: 'R-tamoren-47',
    definition: 'pathway-year',
    version: 2,
    title: words(
      'The pathway in 2025: how far people came',
      '2025년의 여정: 사람들이 도달한 곳',
      'Путь в 2025 году: как далеко продвинулись люди',
    ),
    period: { first: '2025-01-01', last: '2025-12-31' },
    cutOff: '2026-03-31',
    releasedOn: '2026-04-15',
    licence: LICENCES[rest.tier],
    ...rest,
  }
  return { ...unsigned, fingerprint: fingerprintOf(unsigned, SECRET) } satisfies ReleaseDocument
}

/** 10 × 9 with totals and a hierarchy; every seventh cell hidden, some zero; every number from 4000 on stands once. */
export const LARGE = release({
  tier: 'public',
  k: 11,
  narrative: [
    words(
      'In 2025, 4109 people were counted. Most reached a safe house; the numbers of the smallest groups are not shown.',
      '2025년에 4109명이 집계되었습니다. 대부분 안전 가옥에 도달했으며, 가장 작은 집단의 수는 공개하지 않습니다.',
      'В 2025 году посчитано 4109 человек. Большинство добралось до убежища; числа для самых малых групп не показаны.',
    ),
    words(
      'Months were pooled into a year, and districts were left out, because too few people stood behind them.',
      '해당 인원이 너무 적어 월은 한 해로 묶고 지역 구분은 뺐습니다.',
      'Месяцы объединены в год, а округа опущены, потому что за ними стояло слишком мало людей.',
    ),
  ],
  coarsened: [words('month → year', '월 → 연', 'месяц → год')],
  tables: [
    table(
      'stages',
      words('Stage reached by group', '집단별 도달 단계', 'Этапы по группам'),
      [STAGES, GROUPS],
      (n, at) =>
        at.every((code) => code === 'all') ? 4109 : n % 7 === 3 ? null : n % 11 === 5 ? 0 : 4000 + n,
    ),
    table('sex', words('Stage reached by sex', '성별 도달 단계', 'Этапы по полу'), [SEX, STAGES], (n) =>
      n % 5 === 1 ? null : 5000 + n,
    ),
    table(
      'stage-group-sex',
      words('Group by sex and a few stages', '집단·성별·일부 단계', 'Группы по полу и части этапов'),
      [GROUPS, SEX, { ...STAGES, codes: STAGES.codes.slice(0, 3) }],
      (n) => (n % 6 === 1 ? null : 6000 + n),
    ),
  ],
  quartiles: [
    {
      name: 'durations',
      title: words('Days between stages', '단계 사이의 일수', 'Дни между этапами'),
      rows: [
        {
          code: 'a',
          label: words('Contact to safe house', '첫 연락 → 안전 가옥', 'От контакта до убежища'),
          quartiles: [10, 30, 70],
        },
        {
          code: 'b',
          label: words('Safe house to registration', '안전 가옥 → 등록', 'От убежища до регистрации'),
          quartiles: [40, 90, 210],
        },
        {
          code: 'c',
          label: words('Registration to transit', '등록 → 이동', 'От регистрации до транзита'),
          quartiles: null,
        },
      ],
    },
  ],
})

/** A year of 30 people: everything but the total is hidden. */
export const SMALL = release({
  tier: 'restricted',
  k: 5,
  narrative: [
    words(
      'In 2025, 31 people were counted.',
      '2025년에 31명이 집계되었습니다.',
      'В 2025 году посчитан 31 человек.',
    ),
  ],
  coarsened: [],
  tables: [
    table('sex', words('People by sex', '성별 인원', 'Люди по полу'), [SEX], (_, at) =>
      at[0] === 'all' ? 31 : null,
    ),
  ],
  quartiles: [],
})

/** One table of `rows` × `columns` cells, totals counted. */
export function sized(rows: number, columns: number): ReleaseDocument {
  const dimension = (name: string, entries: number): DocumentDimension => ({
    ...SEX,
    name,
    codes: Array.from({ length: entries - 1 }, (_, index) => ({
      code: `${name}${String(index)}`,
      label: words(`Category ${String(index)}`, `범주 ${String(index)}`, `Категория ${String(index)}`),
    })),
  })
  return release({
    tier: 'public',
    k: 11,
    narrative: [],
    coarsened: [],
    tables: [
      table(
        'cells',
        words('Cells', '칸', 'Клетки'),
        [dimension('row', rows), dimension('column', columns)],
        (n) => (n % 4 === 0 ? null : n),
      ),
    ],
    quartiles: [],
  })
}
