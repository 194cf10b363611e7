/**
 * Different people whose names look or sound alike: `stored = typed`, and the search must not give the one for the other.
 * Also by hand. The last kind cannot be told apart by anybody, because the spelling is truly the other's as well; it counts
 * against precision all the same.
 */
import { pairsOf, type SpellingPair } from './spelling-pairs.ts'

export const DECOY_PAIRS: readonly SpellingPair[] = [
  ...pairsOf(
    'hangul, hangul',
    `
    김철수 = 금철수
    김영수 = 김영순
    김영순 = 김영수
    정선희 = 전선희
    이성호 = 이선호
    박정수 = 박종수
    최은희 = 최윤희
    강철남 = 강출남
    조명길 = 조명일
    윤광혁 = 윤강혁
    장혜정 = 장해정
    림성남 = 림성낭
    한은경 = 한은정
    오춘실 = 오순실
    서영철 = 서용철
    신경애 = 심경애
    권국남 = 권궁남
    황금옥 = 황금복
    안명학 = 안병학
    송정일 = 손정일
    류진아 = 유지나
    홍석준 = 홍석진
    전일남 = 천일남
    고은주 = 구은주
    문덕수 = 문득수
    양미란 = 양미나
    백남수 = 박남수
    허철 = 허절
    노경희 = 오경희
    주성혁 = 조성혁
    리수 = 리순
    영수 = 영순
    김동철 = 김통철
    박기남 = 박귀남
    최옥별 = 최옥벌
    정금성 = 정금선
    강대현 = 강태현
    조형철 = 조현철
    윤희숙 = 윤희석
    장연실 = 장영실
    방철민 = 박철민
    임은심 = 임은신
    성철호 = 선철호
    한설 = 한솔
    `,
  ),
  ...pairsOf(
    'hangul, Revised Romanization',
    `
    김정수 = Kim Jeon-su
    김전수 = Kim Jeong-su
    이선희 = Lee Seonghui
    박성호 = Bak Seonho
    최영남 = Choe Yongnam
    정은경 = Jeong Eun-gyeom
    강춘실 = Gang Cheonsil
    조명철 = Jo Myeongcheon
    윤태식 = Yun Daesik
    장금옥 = Jang Geumuk
    림학송 = Rim Hakseong
    한순희 = Han Sinhui
    오광혁 = Oh Ganghyeok
    서국철 = Seo Gukchul
    신은주 = Sin Eunja
    권영길 = Gwon Yeongil
    황철웅 = Hwang Cheorun
    안혜숙 = An Haesuk
    송명일 = Song Myeongsil
    홍정화 = Hong Jeonghwan
    전춘식 = Jeong Chunsik
    고진우 = Go Jinuk
    문성란 = Mun Seongnam
    양은심 = Yang Eunsin
    손덕훈 = Son Deukhun
    백철민 = Baek Cheolmun
    허영숙 = Heo Yeongsun
    차동혁 = Cha Donghyeon
    구인철 = Gu Incheon
    남정희 = Nam Jeonghwa
    김봉주 = Kim Beongju
    이태성 = Lee Taeseon
    `,
  ),
  ...pairsOf(
    'hangul, McCune–Reischauer with its marks',
    `
    김정숙 = Kim Chŏn-suk
    리철민 = Ri Chŏl-min
    박은경 = Pak Un-gyŏng
    최성남 = Ch'oe Songnam
    정태호 = Chŏng Taeho
    강춘길 = Kang Chun'gil
    조국만 = Cho Kungnam
    윤성룡 = Yun Sŏnnyong
    장영란 = Chang Yongnan
    임혁철 = Im Hyŏkchŏl
    한금철 = Han Kumch'ŏl
    오현숙 = O Hyŏngsuk
    서병구 = Sŏ P'yŏnggu
    신길룡 = Sin Kiryong
    황복남 = Hwang P'ongnam
    송철웅 = Song Ch'ŏrun
    허정일 = Hŏ Chŏnil
    전은옥 = Chŏng Ŭnok
    노금주 = No Kumju
    방인철 = P'ang Inch'ŏl
    고준 = Ko Ch'un
    `,
  ),
  ...pairsOf(
    'hangul, North Korean usage',
    `
    김정철 = Kim Jong Chil
    리은혜 = Ri Yun Hye
    박광성 = Pak Kang Song
    최영림 = Choe Yong Rin
    정명도 = Jong Myong Jo
    강석주 = Kang Suk Ju
    조춘룡 = Jo Chun Ryang
    윤정희 = Yun Jon Hui
    장길성 = Jang Kil Son
    림광일 = Rim Kang Il
    한창순 = Han Jang Sun
    오금철 = O Kum Chon
    곽범기 = Pak Pom Gi
    태형철 = Thae Hyon Chol
    로두철 = Ro Tu Jol
    량만길 = Ryang Man Sil
    류영섭 = Ryu Yong Sok
    현학봉 = Hyon Hak Bon
    백남순 = Pak Nam Sun
    차용진 = Ja Yong Jin
    국경수 = Kuk Kyon Su
    전일남 = Jong Il Nam
    표경호 = Pyon Kyong Ho
    허철 = Ho Jol
    김철호 = Kim Jol Ho
    김금성 = Kim Kim Song
    `,
  ),
  ...pairsOf(
    'hangul, customary passport spellings',
    `
    이영수 = Lee Young-soon
    박지훈 = Park Ji-hoo
    최수진 = Choi Soo-jung
    정현우 = Jung Hyun-ho
    조성민 = Cho Seung-min
    강준호 = Kang Joong Ho
    윤미경 = Yoon Mi Kyum
    임재석 = Kim Jae-suk
    오승철 = Woo Seung-chul
    서희정 = Shu Hee-jung
    신동혁 = Shim Dong-hyuk
    유은희 = Yoon Eun-hee
    문성일 = Moon Sung-gil
    구자성 = Ko Ja Sung
    백은숙 = Park Eun Sook
    심현철 = Shin Hyun Chul
    주영옥 = Joo Young Mok
    이선화 = Lee Sung-hwa
    박은아 = Park Eun-ha
    김민서 = Kim Min-su
    김민수 = Kim Min-seo
    한지수 = Han Ji-soon
    `,
  ),
  ...pairsOf(
    'hangul, Cyrillic',
    `
    김영식 = Ким Ёнсок
    리금희 = Ри Кымхва
    박철진 = Пак Чольчин
    최은철 = Чхве Инчхоль
    강명남 = Кан Мённан
    조혁 = Чо Хён
    윤일룡 = Юн Инён
    장금성 = Чан Кумсон
    림춘식 = Рим Чунсик
    한옥별 = Хан Окпуль
    오성호 = У Сонхо
    신명학 = Син Мёнха
    황진철 = Хван Джинчхо
    안순복 = Ан Сунбон
    송광철 = Сон Канчхоль
    홍길남 = Хон Кинам
    고명희 = Ку Мёнхи
    백인호 = Пак Инхо
    차태영 = Чха Тхаён
    김성일 = Ким Сен Сир
    리정남 = Ли Чен Ман
    조명록 = Чо Мен Гок
    장성우 = Чан Сон О
    한광호 = Хан Ганг Хо
    오명길 = О Мёнг Иль
    황영수 = Хван Ён Сун
    김철민 = Ким Чонмин
    서금옥 = Со Кымбок
    `,
  ),
  ...pairsOf(
    'Latin, Latin',
    `
    Kim Jeong-hyeok = Kim Chŏn-hyŏk
    Bak Cheolho = Pak Chŏrho
    Choe Eunsil = Ch'oe Unsil
    Jo Gwangcheol = Cho Kangch'ŏl
    Ri Myeong-guk = Ri Myŏn-guk
    Jang Hyeonsuk = Chang Hyŏngsuk
    Yun Taecheol = Yun Taech'ŏl
    Seo Geumhwa = Sŏ Kimhwa
    Jeon Boksil = Chŏng Poksil
    Ri Jong Hyok = Lee Jeon-hyeok
    Pak Un Byol = Park Eun-bit
    Choe Song Chol = Choi Seon-cheol
    Kim Kyong Ok = Kim Gyeon-ok
    Rim Sol Hyang = Im Seonhyang
    Ro Kwang Chol = O Gwangcheol
    Kang Yong Suk = Kang Young-sik
    Jo Myong Hui = Cho Myung-ho
    Ryang Song Ho = Yang Seonho
    Kim Yong Chol = Kim Young Chun
    Kim Cheong-su = Kim Jeong-su
    Jo Dongmin = Cho T'ongmin
    `,
  ),
  ...pairsOf(
    'Latin, Cyrillic',
    `
    Kim Jong Su = Ким Чен Сун
    Ri Chol Ung = Ли Чхоль Ым
    Pak Kum Hui = Пак Ким Хи
    Choe Hyon Chol = Чхве Хончхоль
    Kang Myong Gil = Кан Мён Иль
    Jang Song Nam = Чан Сон Ман
    Yun Hyok Chol = Юн Хёнчхоль
    Jo Yong Il = Чо Ён Силь
    Kim Seong-jin = Ким Сонджун
    Lee Hyun-chul = Ли Хён Чхун
    Park Kyung-il = Пак Кён Ок
    Pak Sŏngho = Пак Сонху
    Sin Kuk Chol = Сим Кукчхоль
    Hwang Pyong So = Хван Мён Со
    `,
  ),
  ...pairsOf(
    'another family, the same given name',
    `
    김성혁 = 최성혁
    리춘심 = Kim Chun Sim
    박금철 = Pang Kum Chol
    최광명 = Choe Kang Myong
    정은숙 = Кан Ын Сук
    강성호 = Jang Song Ho
    조일심 = 초일심
    윤철룡 = Un Chol Ryong
    장혜옥 = Chang Hye-sun
    한영길 = 함영길
    오춘남 = Со Чхуннам
    서정화 = Seol Jeonghwa
    `,
  ),
  ...pairsOf(
    'told apart by nobody',
    `
    김정수 = Kim Jong-su
    김종수 = Ким Чонсу
    박성희 = Пак Сонхи
    이용철 = Ri Yong Chol
    최선옥 = Чхве Сонок
    장정미 = Jang Jong Mi
    `,
  ),
]
