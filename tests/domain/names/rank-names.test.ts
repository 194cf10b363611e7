import { describe, expect, it } from 'vitest'
import { rankNames, type NamedEntry } from '../../../lib/domain/names/rank-names.ts'
import { knownAs } from './one-spelling.ts'

const NAMES = ['김정수', '김종수', '김영순', '리영호', '최룡해', '박국남', '남궁철', '림학']

function found(query: string, names: readonly string[] = NAMES): readonly string[] {
  return rankNames(
    query,
    names.map((name) => knownAs(name, name)),
    5,
  ).map(({ id }) => id)
}

function score(query: string, stored: string): number {
  return rankNames(query, [knownAs('one', stored)], 1)[0]?.score ?? 0
}

describe('search by name', () => {
  it('finds a name by every published spelling', () => {
    for (const spelling of ['Choe Ryong-hae', "Ch'oe Ryonghae", 'Choe Ryong Hae', 'Чхве Рёнхэ', '최용해'])
      expect(found(spelling)).toEqual(['최룡해'])
  })

  it('gives both names that a spelling may mean, and one of them when it is clear', () => {
    expect(found('Kim Jong Su')).toEqual(['김정수', '김종수'])
    expect(found('Kim Jeong-su')).toEqual(['김정수'])
    expect(found('김종수')).toEqual(['김종수'])
  })

  it('takes either order, hyphens, spaces, commas, none of them, and capitals', () => {
    for (const typed of ['Ri Yong-ho', 'Yong Ho Ri', 'riyongho', 'RI, YONGHO', '  ri  yong ho ', 'Yongho Ri'])
      expect(found(typed)).toEqual(['리영호'])
    expect(found('Namgung Chol')).toEqual(['남궁철'])
    expect(found('Chol Namgung')).toEqual(['남궁철'])
  })

  it('keeps names apart that only sound alike', () => {
    for (const [stored, typed] of [
      ['김철수', '금철수'],
      ['정선희', '전선희'],
      ['이선호', '이성호'],
      ['김영순', '김영수'],
      ['김영수', '김영순'],
      ['김영순', '영수'],
      ['박국남', '박궁남'],
    ] as const)
      expect([stored, typed, score(typed, stored)]).toEqual([stored, typed, 0])
  })

  it('takes a writer of ŏ at their word, and one of eo nearly', () => {
    expect(score('Pak Ŭn-gyŏng', '박은경')).toBe(1)
    expect(score('Pak Un-gyŏng', '박은경')).toBe(0)
    expect(found('Kim Yong-seok', ['김영석', '김용석'])).toEqual(['김용석', '김영석'])
    expect(score("Ch'oe Chol-su", '최절수')).toBeGreaterThan(score("Ch'oe Chol-su", '최철수'))
    expect(score('Choi Sŏng-ho', '최성호')).toBeGreaterThan(0.9)
    expect(score('Ri Chŏl Min', '리철민')).toBe(1)
    expect(score('Ri Chŏl-min', '리철민')).toBe(0)
  })

  it('knows what the South makes of ㄹ and ㄴ at the head of a word, and only there', () => {
    for (const [north, south] of [
      ['리영호', '이영호'],
      ['로철남', '노철남'],
      ['김녀정', '김여정'],
      ['한성룡', '한성용'],
    ] as const) {
      expect(score(north, south)).toBeGreaterThan(0.9)
      expect(score(south, north)).toBeGreaterThan(0.9)
    }
    expect(score('김혜나', '김혜라')).toBe(0)
    expect(score('김남수', '김암수')).toBe(0)
  })

  it('reads u for ㅓ in closed syllables only', () => {
    expect(score('Kim Min-sun', '김민선')).toBeGreaterThan(0.9)
    expect(score('Kim Min-su', '김민서')).toBe(0)
  })

  it('cuts no vowel in two where the word can be read otherwise', () => {
    expect(score('Kim Cheong-su', 'Kim Jeong-su')).toBe(0)
    expect(score('Cho Myung-ho', 'Jo Myong Hui')).toBe(0)
    expect(score('Kim Suil', '김수일')).toBeGreaterThan(0.9)
    expect(score('Kwon Hwail', 'Gwon Hwail')).toBeGreaterThan(0.9)
  })

  it('takes any apostrophe, and the hard sign, for what parts or breathes', () => {
    for (const sign of ["'", '’', '‘', 'ʻ', '`', 'ʼ']) expect(score(`Ch${sign}oe Ryong`, '최룡')).toBe(1)
    expect(score('Han’gang', '한강')).toBe(1)
    for (const form of ['NFC', 'NFD']) {
      expect(score('Хо Чонъиль'.normalize(form), '허정일')).toBe(1)
      expect(score('Хан Ёнъок'.normalize(form), '한영옥')).toBe(1)
    }
  })

  it('hears what is written as it is spoken, but not between two names in Hangul', () => {
    expect(found('Pak Kungnam')).toEqual(['박국남'])
    expect(found('박궁남')).toEqual([])
  })

  it('finds a given name, and a beginning while it is typed', () => {
    expect(found('Ryong Hae')).toEqual(['최룡해'])
    expect(found('Choe Ryo')).toEqual(['최룡해'])
    expect(found('김영ㅅ')).toEqual(['김영순'])
    expect(found('Ким Ё')).toEqual(['김영순'])
  })

  it('ranks the whole name above the given name, that above a beginning, and a slip below them', () => {
    const [whole, given, beginning] = ['Ri Yong Ho', 'Yong Ho', 'Ri Yong'].map((typed) =>
      score(typed, '리영호'),
    )
    const slip = score('Ri Ynog Ho', '리영호')
    expect([whole, given, beginning]).toEqual([1, 0.8, 0.7])
    expect(slip).toBeGreaterThanOrEqual(0.4)
    expect(slip).toBeLessThan(0.7)
  })

  it('mends one slip that no Korean name can hold, and takes a name at its word otherwise', () => {
    expect(score('Pak Kuknma', '박국남')).toBeGreaterThan(0)
    expect(score('Pxk Kuk Nam', '박국남')).toBeGreaterThan(0)
    expect(score('Pxk Kxk Nam', '박국남')).toBe(0)
    expect(score('Pak Kuk Man', '박국남')).toBe(0)
    expect(found('Kin Jong Su')).toEqual(['김정수', '김종수'])
    expect(found('Kmi')).toEqual([])
  })

  it('searches aliases too, one by one, below real names', () => {
    const entry: NamedEntry = {
      id: 'one',
      hangul: '',
      latin: '',
      cyrillic: '',
      aliases: 'Саша, Ri Yong-ho; 영호',
    }
    for (const typed of ['Sasha', '리영호', 'Ли Ён Хо']) {
      const [hit] = rankNames(typed, [entry], 5)
      expect(hit?.score).toBeGreaterThan(0.9)
      expect(hit?.score).toBeLessThan(1)
    }
  })

  it('finds names that are not Korean, across Cyrillic and Latin, with a slip', () => {
    expect(score('Vladimir', 'Владимир')).toBe(0.95)
    expect(score('Vladmir', 'Владимир')).toBe(0.6)
    expect(score('Vla', 'Владимир')).toBe(0.6)
    expect(score('李永浩', '李永浩')).toBe(0.95)
    expect(score('Viktor', 'Владимир')).toBe(0)
  })

  it('shows no more than it may, the best first, equal ones by id, whatever the order of the entries', () => {
    const entries = ['c', 'a', 'b'].map((id) => knownAs(id, '김정수'))
    expect(rankNames('Kim Jong Su', entries, 2).map(({ id }) => id)).toEqual(['a', 'b'])
    expect(rankNames('Kim Jong Su', entries.toReversed(), 2).map(({ id }) => id)).toEqual(['a', 'b'])
    expect(rankNames('Kim Jong Su', entries, 0)).toEqual([])
  })

  it('finds nobody for nothing', () => {
    for (const nothing of ['', '   ', '-', "'", '🙂', '()']) expect(found(nothing)).toEqual([])
    expect(rankNames('Kim', [{ id: 'a', hangul: '', latin: '', cyrillic: '', aliases: '' }], 5)).toEqual([])
  })
})
