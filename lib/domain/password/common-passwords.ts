/**
 * Long passwords that attackers try first, and the words and keyboard walks that they are built from. Short ones are not
 * listed: nothing below fifteen characters is taken anyway. Written lower-case, without spaces and signs.
 */

/** Whole phrases, fifteen characters and more when typed with spaces, of the kind that leaked lists are full of. */
export const COMMON_PHRASES: ReadonlySet<string> = new Set([
  'correcthorsebatterystaple',
  'donttellanybody',
  'everythingisawesome',
  'fuckyoufuckyoufuck',
  'givemelibertyorgivemedeath',
  'idontknowmypassword',
  'ihatepasswords',
  'iloveyouforever',
  'iloveyousomuch',
  'itwasthebestoftimes',
  'jesuschristislord',
  'letmeinpleaseletmein',
  'liverpoolfootballclub',
  'manchesterunited',
  'maytheforcebewithyou',
  'mypasswordispassword',
  'onceuponatimeinthewest',
  'onepieceonepiece',
  'openallthedoors',
  'thankyouverymuch',
  'thequickbrownfox',
  'thequickbrownfoxjumpsoverthelazydog',
  'thisisapassword',
  'thisisasecretpassword',
  'thisismypassword',
  'tobeornottobe',
  'tobeornottobethatisthequestion',
  'whatisyourpassword',
  'youllneverwalkalone',
  'дайтеспокойнопожить',
  'небосводголубой',
  'пустьвсегдабудетсолнце',
  'спартакчемпион',
  'съешьещеэтихмягкихфранцузскихбулок',
  'ябеспарольнезнаю',
  'ятебялюблюятебялюблю',
  '대한민국만세대한민국만세',
  '동해물과백두산이마르고닳도록',
  '나보기가역겨워가실때에는',
  // The anthem and "I love you", typed in Korean on Latin keys.
  'ehdgoanfrhkqorentksdlakfmrhekgehfhr',
  'tkfkdgodytkfkdgody',
])

/** Words that make a password long without making it strong; what is left without them has to be strong by itself. */
export const COMMON_WORDS: readonly string[] = [
  ...['password', 'passwort', 'passw', 'passphrase', 'secret', 'letmein', 'welcome', 'login', 'access'],
  ...['administrator', 'admin', 'root', 'user', 'guest', 'test', 'demo', 'default', 'changeme', 'master'],
  ...['iloveyou', 'loveyou', 'love', 'princess', 'sunshine', 'monkey', 'dragon', 'football', 'baseball'],
  ...['superman', 'batman', 'pokemon', 'starwars', 'samsung', 'google', 'facebook', 'computer', 'internet'],
  ...['summer', 'winter', 'spring', 'autumn', 'january', 'monday', 'hello', 'shadow', 'freedom', 'whatever'],
  ...['korea', 'seoul', 'pyongyang', 'moscow', 'russia', 'vladivostok', 'hanawon', 'unhcr', 'refugee'],
  ...['пароль', 'привет', 'любовь', 'секрет', 'админ', 'россия', 'москва', 'спартак', 'наташа', 'солнышко'],
  ...[
    '비밀번호',
    '사랑해',
    '사랑',
    '안녕하세요',
    '안녕',
    '대한민국',
    '한국',
    '서울',
    '평양',
    '하나원',
    '관리자',
  ],
  // "пароль", "привет" and "любовь", "비밀번호", "사랑해" and "안녕", typed on Latin keys.
  ...['gfhjkm', 'ghbdtn', 'k.,jdm', 'qlalfqjsgh', 'tkfkdgo', 'dkssudgktpdy', 'dkssud'],
]

/** Rows of alphabets and keyboards: Latin, Cyrillic, Hangul. Walked along them in either direction is no secret. */
export const ROWS: readonly string[] = [
  ...['abcdefghijklmnopqrstuvwxyz', '01234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'],
  ...['1q2w3e4r5t6y7u8i9o0p', '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p', 'qazwsxedcrfvtgbyhnujmikolp'],
  ...['йцукенгшщзхъ', 'фывапролджэ', 'ячсмитьбю', 'абвгдежзийклмнопрстуфхцчшщъыьэюя'],
  ...[
    'ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ',
    'ㅁㄴㅇㄹㅎㅗㅓㅏㅣ',
    'ㅋㅌㅊㅍㅠㅜㅡ',
    'ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ',
    '가나다라마바사아자차카타파하',
  ],
]
