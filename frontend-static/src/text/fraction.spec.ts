import { expect, it } from 'vitest'
import { fractionText, isRounded, roundedFraction } from './fraction'

it('writes an exact fraction out, and says when it runs on', () => {
  expect(fractionText('436/5')).toBe('87.2')
  expect(fractionText('86/1')).toBe('86')
  expect(fractionText('1/3')).toBe('0.3333…')
})

it('makes yuan of fen without rounding', () => {
  expect(fractionText('4672/5', 4, 100n)).toBe('9.344')
  expect(fractionText('1234567/1', 4, 100n)).toBe('12,345.67')
  expect(fractionText('100/3', 4, 100n)).toBe('0.3333…')
  expect(fractionText('500/1', 4, 100n)).toBe('5.00')
})

it('leaves alone what is no fraction', () => {
  expect(fractionText('x')).toBe('x')
  expect(fractionText('1/0')).toBe('1/0')
})

it('writes a mean with two places, and knows when they are not all', () => {
  expect(roundedFraction('3/1')).toBe('3.00')
  expect(roundedFraction('512/124')).toBe('4.13')
  expect(roundedFraction('9999/2000')).toBe('5.00')
  expect(roundedFraction('1/0')).toBe('1/0')
  expect(isRounded('7/2')).toBe(false)
  expect(isRounded('512/124')).toBe(true)
})

it('writes a negative amount with the minus of money', () => {
  expect(fractionText('-4672/5', 4, 100n)).toBe('−9.344')
})
