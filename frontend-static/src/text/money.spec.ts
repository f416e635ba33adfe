import { describe, expect, it } from 'vitest'
import { exactYuan, interval, wan, yuan } from './money'

describe('money', () => {
  it.each([
    [0, '0.00'],
    [5, '0.05'],
    [1440000, '14,400.00'],
    [-123, '−1.23'],
    [-1_200_000, '−12,000.00'],
    ['900719925474099301', '9,007,199,254,740,993.01'],
  ])('%s fen are %s yuan', (fen, text) => {
    expect(yuan(fen)).toBe(text)
  })

  it('a number that cannot be exact is refused rather than shown wrongly', () => {
    expect(() => yuan(2 ** 60)).toThrow(RangeError)
    expect(() => yuan(0.5)).toThrow(RangeError)
  })

  it('an interval names both ends, one end, or that there is no upper one', () => {
    expect(interval(960000, 1440000)).toBe('9,600.00 — 14,400.00 元')
    expect(interval(120000, 120000)).toBe('1,200.00 元')
    expect(interval(100, null)).toBe('1.00 元以上')
  })

  it('万元 are exact or say 约', () => {
    expect(wan(1440000)).toBe('1.44 万元')
    expect(wan(5647059)).toBe('约 5.65 万元')
    expect(wan(12000000000)).toBe('1.2 亿元')
    expect(wan(999999)).toBeNull()
  })

  it('a working keeps its fractions of fen and says where they go on', () => {
    expect(exactYuan('960000.5')).toBe('9,600.005')
    expect(exactYuan('7058823.529411')).toBe('70,588.2352…')
    expect(exactYuan('120000')).toBe('1,200.00')
    expect(exactYuan('-9600050')).toBe('−96,000.50')
    expect(exactYuan('1/3')).toBe('1/3')
  })
})
