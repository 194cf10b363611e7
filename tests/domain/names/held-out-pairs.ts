/**
 * Pairs that were written after the search was finished, and never used to change it: what it does with names that nobody
 * had in mind. They stand as they were first written.
 */
import { pairsOf, type SpellingPair } from './spelling-pairs.ts'

export const HELD_OUT_PAIRS: readonly SpellingPair[] = [
  ...pairsOf(
    'hangul, Latin',
    `
    계명순 = Kye Myong Sun
    곽철진 = Gwak Cheoljin
    길재경 = Kil Chaegyŏng
    남상락 = Nam Sangnak
    도원철 = To Won Chol
    리봉녀 = Lee Bong-nyeo
    림경업 = Im Kyŏngŏp
    마동희 = Ma Tonghŭi
    맹석훈 = Maeng Suk-hoon
    명춘국 = Myong Chun Guk
    민혜련 = Min Hye Ryon
    박윤식 = Pak Yunsik
    반금화 = Ban Geum-hwa
    방학세 = Pang Hak Se
    변영립 = Byun Young-rip
    선우찬 = Sunwoo Chan
    소은별 = So Un Byol
    심예진 = Shim Ye-jin
    어윤희 = Eo Yun-hui
    여운향 = Ryo Un Hyang
    염설희 = Yeom Seol-hee
    옥류경 = Ok Ryu Gyong
    원춘복 = Wŏn Ch'unbok
    유만식 = Yoo Man Sik
    은하수 = Eun Hasoo
    인국진 = In Kukchin
    전승훈 = Jun Seung-hoon
    제갈량호 = Jegal Ryang-ho
    천봉학 = Chon Pong Hak
    탁은하 = Tak Eunha
    편창남 = Phyon Chang Nam
    하룡국 = Ha Ryong Guk
    함정옥 = Ham Jong Ok
    호철만 = Ho Chol Man
    황유미 = Hwang Yumi
    김별 = Kim Pyol
    최휘 = Choe Hwi
    이꽃님 = Lee Kkonnim
    리쌍용 = Ri Ssang Yong
    `,
  ),
  ...pairsOf(
    'hangul, Cyrillic',
    `
    계순남 = Ке Суннам
    곽영호 = Квак Ёнхо
    남철룡 = Нам Чер Рен
    도성희 = То Сонхи
    문재철 = Мун Чже Чхоль
    민경훈 = Мин Гён Хун
    박훈 = Пак Хун
    심광렬 = Сим Гваннёль
    양현주 = Ян Хён Чжу
    원석민 = Вон Сокмин
    윤태혁 = Юн Тхэ Хёк
    전혜란 = Чон Херан
    최원일 = Цой Вон Ир
    태영진 = Тхэ Ён Джин
    허담향 = Хо Тамхян
    최준 = Чхве Чжун
    `,
  ),
  ...pairsOf(
    'Latin, Latin or Cyrillic',
    `
    Mun Tok Su = Moon Deok-soo
    Ryo Chol Jin = Yeo Cheoljin
    Kye Ung Thae = Gye Eungtae
    Ho Tam = Heo Dam
    Chu Sang Song = Joo Sang-sung
    Paek Hak Nim = Baik Hak-rim
    Won Ung Hui = Вон Ын Хи
    Mun Kyong Dok = Мун Ген Док
    Sim Chol Ho = Shim Chul-ho
    Yang Hyong Sop = Ян Хён Соп
    Cha Hui Rim = Чха Хи Рим
    Ma Won Chun = Ма Вон Чхун
    `,
  ),
  ...pairsOf(
    'order, parts, slips',
    `
    문광욱 = Gwang-uk Mun
    안향미 = Hyang Mi
    차정민 = CHA, JUNGMIN
    방은희 = Банг Ын Хи
    변춘호 = Pyon Chun H
    유학명 = Ryu Hakm
    엄성국 = Eom Snog-guk
    `,
  ),
]

export const HELD_OUT_DECOYS: readonly SpellingPair[] = [
  ...pairsOf(
    'held-out decoys',
    `
    계명순 = 계명숙
    곽철진 = Gwak Cheolmin
    길재경 = Kil Chegyŏng
    남상락 = 남상악녀
    도원철 = To Won Chun
    림경업 = Im Kyŏngjun
    마동희 = Ma Tonghŭn
    맹석훈 = Min Suk-hoon
    명춘국 = Myong Chun Guk Il
    민혜련 = Min Hae Ryon
    박윤식 = Pak Unsik
    반금화 = Ban Geum-hui
    방학세 = 박학세
    변영립 = Byun Young-rim
    선우찬 = 서우찬
    심예진 = Shin Ye-jin
    어윤희 = O Yunhŭi
    염설희 = Yeom Seon-hee
    원춘복 = Wŏn Chunbok
    유만식 = Yoo Man Sun
    전승훈 = Jung Seung-hoon
    천봉학 = Chon Pyong Hak
    편창남 = Pyon Jang Nam
    하룡국 = Ha Ryong Guk Chol
    함정옥 = Han Jong Ok
    호철만 = O Chol Man
    황유미 = Hwang Yuna
    김별 = Kim Pom
    최휘 = Choe Hui
    리쌍용 = Ri Sam Yong
    계순남 = Ке Сыннам
    곽영호 = Квак Ёнхва
    남철룡 = Нам Чер Ён Ир
    문재철 = Мун Чже Чхун
    박훈 = Пак Хон
    심광렬 = Син Гваннёль
    양현주 = Ян Хван Чжу
    전혜란 = Чон Хэрим
    태영진 = Тхэ Ён Джун
    허담향 = Хо Тамхон
    Mun Tok Su = Moon Deok-soon
    Ryo Chol Jin = Yeo Cheolsin
    Ho Tam = Heo Dan
    Chu Sang Song = Joo Sang-soo
    Won Ung Hui = Вон Ён Хи
    Sim Chol Ho = Sin Chul-ho
    Cha Hui Rim = Чха Хи Рин
    Ma Won Chun = Ма Ван Чхун
    문광욱 = Gwang-ok Mun
    안향미 = Hyang Ni
    `,
  ),
]
