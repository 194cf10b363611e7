/**
 * The same invented people, each written in two ways: what is stored, and what somebody types. By hand, from the rules of
 * each system and from how clerks, journalists and workers write; nobody here exists.
 *
 * One line a pair, `stored = typed`.
 */
export type SpellingPair = { readonly kind: string; readonly stored: string; readonly typed: string }

export function pairsOf(kind: string, lines: string): readonly SpellingPair[] {
  return lines
    .trim()
    .split('\n')
    .map((line) => {
      const [stored = '', typed = ''] = line.split(' = ').map((part) => part.trim())
      if (stored === '' || typed === '') throw new Error(`no pair: ${line}`)
      return { kind, stored, typed }
    })
}

export const SPELLING_PAIRS: readonly SpellingPair[] = [
  ...pairsOf(
    'hangul, Revised Romanization',
    `
    김철수 = Kim Cheol-su
    리영호 = Ri Yeongho
    박성철 = Bak Seongcheol
    최명길 = Choe Myeong-gil
    정금옥 = Jeong Geumok
    강혜정 = Gang Hye-jeong
    조은별 = Jo Eunbyeol
    윤광혁 = Yun Gwanghyeok
    장순희 = Jang Sunhui
    림학송 = Rim Haksong
    한설경 = Han Seol-gyeong
    오진우 = Oh Jinu
    서경애 = Seo Gyeong-ae
    신춘화 = Sin Chunhwa
    권태식 = Gwon Taesik
    황보람 = Hwang Boram
    안국철 = An Gukcheol
    송미향 = Song Mi-hyang
    류진아 = Ryu Jina
    홍순녀 = Hong Sun-nyeo
    전용남 = Jeon Yongnam
    고은주 = Go Eunju
    문덕훈 = Mun Deok-hun
    양춘실 = Yang Chunsil
    손광일 = Son Gwangil
    `,
  ),
  ...pairsOf(
    'hangul, McCune–Reischauer with its marks',
    `
    김정숙 = Kim Chŏng-suk
    리철민 = Ri Ch'ŏl-min
    박은경 = Pak Ŭn-gyŏng
    최성남 = Ch'oe Sŏngnam
    정태호 = Chŏng T'aeho
    강춘길 = Kang Ch'un'gil
    조국남 = Cho Kungnam
    윤성룡 = Yun Sŏngnyong
    장영란 = Chang Yŏngnan
    임혁철 = Im Hyŏkch'ŏl
    한금철 = Han Kŭmch'ŏl
    오현숙 = O Hyŏnsuk
    서병구 = Sŏ Pyŏnggu
    신길룡 = Sin Killyong
    권향란 = Kwŏn Hyangnan
    황복만 = Hwang Pongman
    안명학 = An Myŏnghak
    송철웅 = Song Ch'ŏrung
    허정일 = Hŏ Chŏngil
    홍석진 = Hong Sŏkchin
    전은옥 = Chŏn Ŭnok
    백학림 = Paek Hangnim
    방인철 = Pang Inch'ŏl
    노금주 = No Kŭmju
    `,
  ),
  ...pairsOf(
    'hangul, McCune–Reischauer without marks',
    `
    김창식 = Kim Chang-sik
    이은심 = Yi Un-sim
    박춘일 = Pak Chun-il
    최금순 = Choe Kum-sun
    정영철 = Chong Yong-chol
    강순옥 = Kang Sun-ok
    조병학 = Cho Pyong-hak
    윤덕수 = Yun Tok-su
    장혁 = Chang Hyok
    임선미 = Im Son-mi
    한태영 = Han Tae-yong
    서옥금 = So Ok-kum
    권정남 = Kwon Chong-nam
    변인수 = Pyon In-su
    주철호 = Chu Chol-ho
    `,
  ),
  ...pairsOf(
    'hangul, North Korean usage',
    `
    김정철 = Kim Jong Chol
    리은혜 = Ri Un Hye
    박광성 = Pak Kwang Song
    최영림 = Choe Yong Rim
    정명도 = Jong Myong Do
    강석주 = Kang Sok Ju
    조춘룡 = Jo Chun Ryong
    윤정희 = Yun Jong Hui
    장길성 = Jang Kil Song
    림광일 = Rim Kwang Il
    한창순 = Han Chang Sun
    오금철 = O Kum Chol
    곽범기 = Kwak Pom Gi
    태형철 = Thae Hyong Chol
    로두철 = Ro Tu Chol
    량만길 = Ryang Man Gil
    렴춘희 = Ryom Chun Hui
    류영섭 = Ryu Yong Sop
    현학봉 = Hyon Hak Bong
    백남순 = Paek Nam Sun
    차용진 = Cha Yong Jin
    국경수 = Kuk Kyong Su
    전일남 = Jon Il Nam
    표경호 = Phyo Kyong Ho
    리설화 = RI SOL HWA
    김국태 = Kim Kuk Thae
    허철 = Ho Chol
    지은정 = Ji Un Jong
    `,
  ),
  ...pairsOf(
    'hangul, customary passport spellings',
    `
    이영수 = Lee Young-soo
    박지훈 = Park Jee-hoon
    최수진 = Choi Soo-jin
    정현우 = Jung Hyun-woo
    조성민 = Cho Sung-min
    강준호 = Kang Joon Ho
    윤미경 = Yoon Mi Kyung
    임재석 = Lim Jae-suk
    오승철 = Oh Seung-chul
    서희정 = Suh Hee-jung
    신동혁 = Shin Dong-hyuk
    유은희 = Yoo Eun-hee
    노경옥 = Roh Kyung-ok
    문성일 = Moon Sung-il
    안병철 = Ahn Byung-chul
    구자성 = Koo Ja Sung
    백은숙 = Baek Eun Sook
    허춘자 = Huh Choon-ja
    심현철 = Shim Hyun Chul
    주영옥 = Joo Young Ok
    김정은 = Kim Jung Eun
    김경희 = Kim Kyeong-hee
    우명순 = Woo Myung-soon
    엄기석 = Eom Ki-seok
    배금희 = Bae Keum-hee
    이선화 = Lee Sun-hwa
    `,
  ),
  ...pairsOf(
    'hangul, Kontsevich',
    `
    김영식 = Ким Ёнсик
    리금희 = Ри Кымхи
    박철진 = Пак Чхольджин
    최은철 = Чхве Ынчхоль
    정성옥 = Чон Сонъок
    강명남 = Кан Мённам
    조혁 = Чо Хёк
    윤일룡 = Юн Иллён
    장금성 = Чан Кымсон
    림춘식 = Рим Чхунсик
    한옥별 = Хан Окпёль
    오성호 = О Сонхо
    신명학 = Син Мёнхак
    권혁림 = Квон Хённим
    황진철 = Хван Джинчхоль
    안순복 = Ан Сунбок
    송광철 = Сон Кванчхоль
    홍길남 = Хон Киллам
    전봉주 = Чон Понджу
    고명희 = Ко Мёнхи
    문철만 = Мун Чхольман
    백인호 = Пэк Инхо
    허성길 = Хо Сонгиль
    리정일 = Ли Чонъиль
    차태영 = Чха Тхэён
    `,
  ),
  ...pairsOf(
    'hangul, Russian customary spellings',
    `
    김성일 = Ким Сен Ир
    리정남 = Ли Чен Нам
    박영철 = Пак Ен Чер
    최룡수 = Цой Рен Су
    강철호 = Кан Чер Хо
    조명록 = Чо Мен Рок
    김정길 = Ким Чжон Гиль
    장성우 = Чан Сон У
    리은주 = Ли Ын Чжу
    박봉남 = Пак Бон Нам
    신영일 = Шин Ен Иль
    최성국 = Цой Сен Гук
    김종현 = КИМ ДЖОНГ ХЕН
    리용철 = Ли Йонг Чол
    한광호 = Хан Гванг Хо
    류경일 = Рю Генг Ир
    박현철 = Пак Хен Чол
    오명길 = О Мёнг Гил
    황영수 = Хван Ён Су
    `,
  ),
  ...pairsOf(
    'Revised Romanization, McCune–Reischauer',
    `
    Kim Jeong-hyeok = Kim Chŏng-hyŏk
    Bak Cheolho = Pak Ch'ŏrho
    Choe Eunsil = Ch'oe Ŭnsil
    Jo Gwangcheol = Cho Kwangch'ŏl
    Ri Myeong-guk = Ri Myŏngguk
    Jang Hyeonsuk = Chang Hyŏnsuk
    Gang Deoksun = Kang Tŏksun
    Yun Taecheol = Yun T'aech'ŏl
    Seo Geumhwa = Sŏ Kŭmhwa
    Baek Seonnam = Paek Sŏnnam
    Jeon Boksil = Chŏn Poksil
    Gwon Ilseong = Kwŏn Ilsŏng
    `,
  ),
  ...pairsOf(
    'North Korean usage, Revised or customary',
    `
    Ri Jong Hyok = Lee Jeong-hyeok
    Pak Un Byol = Park Eun-byul
    Choe Song Chol = Choi Sung-chul
    Kim Kyong Ok = Kim Gyeongok
    Jong Chun Sil = Jung Choon-sil
    Ryu Hyon U = Yoo Hyun-woo
    Rim Sol Hyang = Im Seolhyang
    Ro Kwang Chol = Noh Gwangcheol
    Kang Yong Suk = Kang Young-sook
    Jo Myong Hui = Cho Myung-hee
    Jang Chol Su = Chang Chul-soo
    O Hye Song = Oh Hye-sung
    Ryang Song Ho = Yang Seongho
    So Kum Ok = Seo Geum-ok
    Kwak Jin Hyok = Gwak Jinhyeok
    Thae Yong Nam = Tae Yeongnam
    `,
  ),
  ...pairsOf(
    'Latin, Cyrillic',
    `
    Kim Jong Su = Ким Чен Су
    Ri Chol Ung = Ли Чхоль Ун
    Pak Kum Hui = Пак Гым Хи
    Choe Hyon Chol = Чхве Хёнчхоль
    Kang Myong Gil = Кан Мён Гиль
    Jang Song Nam = Чан Сон Нам
    Yun Hyok Chol = Юн Хёкчхоль
    Jo Yong Il = Чо Ён Иль
    Han Sol Song = Хан Соль Сон
    Rim Jong Sim = Лим Чжон Сим
    Kim Seong-jin = Ким Сонджин
    Lee Hyun-chul = Ли Хён Чхоль
    Park Kyung-il = Пак Кён Ир
    Choi Mi-ran = Цой Ми Ран
    Pak Sŏngho = Пак Сонхо
    Cho Ŭnju = Чо Ынджу
    Sin Kuk Chol = Син Кукчхоль
    Hwang Pyong So = Хван Пён Со
    Kwon Jong Gun = Квон Джонг Гун
    Ho Jong Chol = Хо Чен Чер
    Jon Kwang Ryol = Чон Кван Рёль
    Ryom Yong Nam = Ём Ён Нам
    `,
  ),
  ...pairsOf(
    'Cyrillic, Cyrillic',
    `
    Ким Чонсу = Ким Чен Су
    Ли Ёнхо = Ли Ен Хо
    Пак Чхольсу = Пак Чер Су
    Чхве Хёнсик = Цой Хен Сик
    Чан Сончхоль = Чан Сен Чхоль
    Ри Кванхёк = Ли Гван Хек
    `,
  ),
  ...pairsOf(
    'initial ㄹ and ㄴ, North and South',
    `
    리성일 = 이성일
    림춘애 = 임춘애
    로명수 = 노명수
    량은정 = 양은정
    류학철 = 유학철
    려운철 = 여운철
    김녀정 = 김여정
    최룡일 = 최용일
    박림호 = 박임호
    Ri Ryong Su = Lee Yong-soo
    라영희 = Na Young-hee
    노철남 = Ro Chol Nam
    `,
  ),
  ...pairsOf(
    'order, hyphens, run together, case',
    `
    김광철 = Kwang Chol Kim
    리순옥 = Sun-ok Ri
    박정호 = Jeong-ho Park
    최은희 = EUNHEE CHOI
    정철민 = JONG, CHOL MIN
    강영실 = kangyongsil
    조현철 = Hyonchol Jo
    윤성희 = YUNSONGHUI
    장명수 = Jang Myongsu
    한정옥 = HAN JONGOK
    남궁철 = Namgung Chol
    김춘희 = Чхунхи Ким
    오은철 = o unchol
    서광수 = seo  gwang su
    `,
  ),
  ...pairsOf(
    'part of a name',
    `
    김성혁 = 성혁
    리춘심 = Chun Sim
    박금철 = Kumchol
    최광명 = Gwangmyeong
    정은숙 = Ын Сук
    강성호 = Kang Song
    조일심 = Jo Il S
    윤철룡 = 윤철ㄹ
    장혜옥 = 장혜
    한영길 = Хан Ён
    오춘남 = Чхуннам
    서정화 = Jeonghwa
    `,
  ),
  ...pairsOf(
    'one slip of the finger',
    `
    김정혁 = Kim Jogn Hyok
    리광수 = Ri Kwnag Su
    박철남 = Pak Chlo Nam
    최성희 = Choi Sugn-hee
    정명철 = Jong Mtong Chol
    강은심 = Kang Umn Sim
    조영국 = Jo Yongg Guk
    윤춘호 = Yun Chnu Ho
    `,
  ),
]
