import { describe, expect, test } from 'vitest'
import { awayPath, returnPath, signInPath } from '../../lib/domain/return-path.ts'

describe('after signing in', () => {
  test('somebody comes back to the page that was asked for', () => {
    expect(returnPath('/cases?stage=transit#list')).toBe('/cases?stage=transit#list')
    expect(signInPath('/cases')).toBe('/sign-in?next=%2Fcases')
    expect(awayPath('/cases')).toBe('/sign-in?away=1&next=%2Fcases')
  })

  test.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example/cases',
    'javascript:alert(1)',
    'cases',
    '/cases\\@evil.example',
    '/\t/evil.example',
    '/cases\r\nSet-Cookie: a=b',
    '',
    `/${'a'.repeat(600)}`,
  ])('nobody is led out of the house by %j', (wish) => {
    expect(returnPath(wish)).toBe('/')
    expect(signInPath(wish)).toBe('/sign-in')
    expect(awayPath(wish)).toBe('/sign-in?away=1')
  })

  test('the pages in front of the door and the API are no place to come back to', () => {
    expect(returnPath('/sign-in?next=/cases')).toBe('/')
    expect(returnPath('/step-up?next=/cases')).toBe('/')
    expect(returnPath('/api/auth/signout')).toBe('/')
    expect(returnPath('/apiary')).toBe('/apiary')
  })
})
