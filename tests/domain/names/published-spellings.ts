/**
 * Statesmen, athletes and artists as newspapers and encyclopaedias of three languages spell them: spellings that neither
 * the search nor its other tables had a hand in. Never used to change the search.
 */
import { pairsOf, type SpellingPair } from './spelling-pairs.ts'

export const PUBLISHED_SPELLINGS: readonly SpellingPair[] = [
  ...pairsOf(
    'Cyrillic in print',
    `
    김정은 = Ким Чен Ын
    김일성 = Ким Ир Сен
    김정일 = Ким Чен Ир
    최룡해 = Чхве Рён Хэ
    최룡해 = Цой Рён Хэ
    황병서 = Хван Бён Со
    장성택 = Чан Сон Тхэк
    리영호 = Ли Ён Хо
    김영남 = Ким Ён Нам
    박봉주 = Пак Пон Джу
    김여정 = Ким Ё Чжон
    김여정 = Ким Ёджон
    리설주 = Ли Соль Чжу
    현송월 = Хён Сон Воль
    김영철 = Ким Ён Чхоль
    최선희 = Цой Сон Хи
    조명록 = Чо Мён Нок
    오극렬 = О Гык Рёль
    오극렬 = О Гыннёль
    김기남 = Ким Ги Нам
    김평일 = Ким Пхён Ир
    김정남 = Ким Чон Нам
    성혜림 = Сон Хе Рим
    박헌영 = Пак Хон Ён
    김두봉 = Ким Ду Бон
    최용건 = Цой Ён Гон
    허가이 = Хегай
    남일 = Нам Ир
    강석주 = Кан Сок Чу
    리수용 = Ли Су Ён
    김계관 = Ким Ге Гван
    최태복 = Чхве Тхэ Бок
    양형섭 = Ян Хён Соп
    김원홍 = Ким Вон Хон
    현영철 = Хён Ён Чхоль
    윤정린 = Юн Джон Рин
    김격식 = Ким Гёк Сик
    박노자 = Пак Ноджа
    손기정 = Сон Ги Джон
    이광수 = Ли Гвансу
    `,
  ),
  ...pairsOf(
    'Latin in print',
    `
    최태복 = Choe Thae Bok
    박태성 = Pak Thae Song
    김덕훈 = Kim Tok Hun
    리병철 = Ri Pyong Chol
    정경택 = Jong Kyong Thaek
    박정천 = Pak Jong Chon
    오일정 = O Il Jong
    김재룡 = Kim Jae Ryong
    권영진 = Kwon Yong Jin
    전현철 = Jon Hyon Chol
    리승만 = Syngman Rhee
    박정희 = Park Chung-hee
    전두환 = Chun Doo-hwan
    노태우 = Roh Tae-woo
    김영삼 = Kim Young-sam
    김대중 = Kim Dae-jung
    노무현 = Roh Moo-hyun
    이명박 = Lee Myung-bak
    박근혜 = Park Geun-hye
    문재인 = Moon Jae-in
    윤석열 = Yoon Suk-yeol
    윤석열 = Yoon Suk Yeol
    이재명 = Lee Jae-myung
    반기문 = Ban Ki-moon
    이순신 = Yi Sun-sin
    정주영 = Chung Ju-yung
    이건희 = Lee Kun-hee
    김연아 = Yuna Kim
    박지성 = Park Ji-sung
    손흥민 = Son Heung-min
    봉준호 = Bong Joon-ho
    송강호 = Song Kang-ho
    이병헌 = Lee Byung-hun
    류현진 = Ryu Hyun-jin
    추신수 = Choo Shin-soo
    박찬호 = Chan Ho Park
    최경주 = K. J. Choi
    박세리 = Se Ri Pak
    한덕수 = Han Duck-soo
    조국 = Cho Kuk
    심상정 = Sim Sang-jung
    안철수 = Ahn Cheol-soo
    홍준표 = Hong Joon-pyo
    유승민 = Yoo Seong-min
    오세훈 = Oh Se-hoon
    나경원 = Na Kyung-won
    정의용 = Chung Eui-yong
    강경화 = Kang Kyung-wha
    이낙연 = Lee Nak-yon
    정세균 = Chung Sye-kyun
    조명균 = Cho Myoung-gyon
    `,
  ),
]
