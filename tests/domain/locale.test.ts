import { describe, expect, test } from 'vitest'
import { negotiateLocale } from '../../lib/domain/locale.ts'

describe('the language of the house', () => {
  test('is the one that was chosen', () => {
    expect(negotiateLocale('ru', 'ko')).toBe('ru')
  })

  test('is the best of what the browser asks for when none was chosen', () => {
    expect(negotiateLocale(undefined, 'de-DE,de;q=0.9,ru;q=0.5,ko-KR;q=0.8')).toBe('ko')
    expect(negotiateLocale(undefined, 'ru-RU')).toBe('ru')
  })

  test('is English when neither names one, whatever a cookie or header holds', () => {
    expect(negotiateLocale('../../etc', 'de')).toBe('en')
    expect(negotiateLocale(undefined, 'ko;q=0')).toBe('en')
    expect(negotiateLocale(null, null)).toBe('en')
    expect(negotiateLocale('', ';;;,,q=9')).toBe('en')
  })
})
