import { describe, expect, it } from 'vitest'
import { canonical, compare, group, isCanonical, magnitude, readDecimal, shift } from './decimal'

describe('what a person types as a number', () => {
  it.each([
    ['5000', '5000'],
    [' 5,000.50 ', '5000.5'],
    ['５０００．５', '5000.5'],
    ['1，234', '1234'],
    ['.5', '0.5'],
    ['007', '7'],
    ['-3', '-3'],
    ['0.00', '0'],
    ['9007199254740993.01', '9007199254740993.01'],
  ])('%s is read exactly', (typed, read) => {
    expect(readDecimal(typed)).toBe(read)
  })

  it.each([
    '',
    '.',
    'abc',
    '1e400',
    'NaN',
    'Infinity',
    '1.2.3',
    '0x10',
    '--1',
    '5000亿',
    '1'.repeat(31),
  ])('%s is refused', (typed) => {
    expect(readDecimal(typed)).toBeNull()
  })

  it('a magnitude behind the number is put into the unit of the field', () => {
    expect(readDecimal('1.2亿', '万元')).toBe('12000')
    expect(readDecimal('3500万元', '万元')).toBe('3500')
    expect(readDecimal('500000元', '万元')).toBe('50')
    expect(readDecimal('2万', '元')).toBe('20000')
  })

  it('a magnitude means nothing where the unit is not money', () => {
    expect(readDecimal('2万', '平方米')).toBeNull()
  })
})

describe('decimals', () => {
  it('shifting the point multiplies exactly', () => {
    expect(shift('0.015', 2)).toBe('1.5')
    expect(shift('5000', 4)).toBe('50000000')
    expect(shift('5', -4)).toBe('0.0005')
    expect(shift('-12.5', -1)).toBe('-1.25')
  })

  it('compares beyond what a binary float can tell apart', () => {
    expect(compare('9007199254740993', '9007199254740992')).toBe(1)
    expect(compare('0.1', '0.10')).toBe(0)
    expect(compare('-1', '0')).toBe(-1)
  })

  it('writes one canonical form', () => {
    expect(canonical('-0.0')).toBe('0')
    expect(isCanonical(canonical('01.50'))).toBe(true)
    expect(isCanonical('1.50')).toBe(false)
  })

  it('groups thousands in the whole part only', () => {
    expect(group('1234567.8901')).toBe('1,234,567.8901')
  })

  it('says a quantity the way people do', () => {
    expect(magnitude('5000', '万元')).toBe('= 0.5 亿元 = 50,000,000 元')
    expect(magnitude('80', '万元')).toBe('= 800,000 元')
    expect(magnitude('12000', '平方米')).toBe('= 1.2 万平方米')
    expect(magnitude('12', '平方公里')).toBeNull()
    expect(magnitude('0', '万元')).toBeNull()
  })
})
