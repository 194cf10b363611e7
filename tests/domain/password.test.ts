/** Which passwords are taken: the list and the patterns that attackers try first are refused, good ones pass. */
import { describe, expect, test } from 'vitest'
import { normalizedPassword, passwordProblem } from '../../lib/domain/password/password-problem.ts'

describe('length', () => {
  test('nothing at all is asked for', () => {
    expect(passwordProblem('', 'mina')).toBe('required')
  })

  test('fourteen characters are too short, fifteen are enough', () => {
    expect(passwordProblem('birch amber 7x', 'mina')).toBe('password-short')
    expect(passwordProblem('birch amber 7xk', 'mina')).toBe(null)
  })

  test('characters are counted as people see them, not as bytes', () => {
    expect(passwordProblem('🌲🌊🪨🌧🔥🍄🐻🐟🌾🧭🏮🪵⛺🧊', 'mina')).toBe('password-short')
    expect(passwordProblem('강물은 소리없이 흐르고 별', 'mina')).toBe('password-short')
    expect(passwordProblem('강물은 소리없이 흐르고 별이 진다', 'mina')).toBe(null)
  })

  test('256 characters are taken, 257 are too many', () => {
    const long = Array.from({ length: 64 }, (_, at) => String.fromCodePoint(0x4e00 + at * 7)).join('kq z')
    expect(passwordProblem(long.slice(0, 256), '')).toBe(null)
    expect(passwordProblem(long.padEnd(257, 'w').slice(0, 257), '')).toBe('too-long')
  })
})

describe('what attackers try first', () => {
  test.each([
    'aaaaaaaaaaaaaaa',
    'abcabcabcabcabc',
    'iloveyouiloveyou',
    '123456789012345',
    '987654321098765',
    'qwertyuiopasdfgh',
    'QWERTYUIOP12345',
    '1qaz2wsx3edc4rfv',
    '1q2w3e4r5t6y7u8i',
    'passwordpassword1!',
    'P@ssw0rd-P@ssw0rd',
    'Password12345678',
    'administrator123',
    'welcome welcome 2024',
    'correct horse battery staple',
    'This is my password',
    'йцукенгшщзхъфыва',
    'парольпароль2024',
    'ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎ',
    '비밀번호비밀번호비밀번호1234',
    '동해물과 백두산이 마르고 닳도록!',
    'qlalfqjsghqlalfqjsgh',
    'gfhjkmgfhjkm2023',
  ])('%s is refused', (password) => {
    expect(passwordProblem(password, 'mina')).toBe('password-common')
  })

  test('the name of the house inside is refused, also in disguise', () => {
    expect(passwordProblem('birch causeway amber', 'mina')).toBe('password-common')
    expect(passwordProblem('birch C4useway amber', 'mina')).toBe('password-common')
  })

  test('the login inside is refused; the same words under another login pass', () => {
    expect(passwordProblem('birch mina amber pond', 'mina')).toBe('password-common')
    expect(passwordProblem('birch mina amber pond', 'oleg')).toBe(null)
  })

  test('a login of three letters may be part of a word, but does not count as one of one’s own', () => {
    expect(passwordProblem('dandelion forest river', 'dan')).toBe(null)
    expect(passwordProblem('dan dan password 2024', 'dan')).toBe('password-common')
  })
})

describe('what is taken', () => {
  test.each([
    'birch amber lantern pond',
    'три лодки у северного причала',
    '파란 지붕 아래 고양이 세 마리',
    'x9#Lq2!vTz8@Wm4p',
    'my password manager made tr7vexq',
  ])('%s is taken', (password) => {
    expect(passwordProblem(password, 'mina')).toBe(null)
  })
})

test('the same word composed in two ways is the same password', () => {
  expect(normalizedPassword('\u1100\u1161')).toBe('가')
  expect(normalizedPassword('и\u0306')).toBe('й')
})
