import { expect, it } from 'vitest'
import { amountOf, discountOf, withinBounds } from './discount'

it('takes a discount off the ceiling in whole fen, half up', () => {
  expect(amountOf(16_800_000, '5.25')).toBe(15_918_000n)
  expect(amountOf(1, '50')).toBe(1n)
  expect(amountOf(3, '50')).toBe(2n)
  expect(amountOf(9_007_199_254_740_991, '0.01')).toBe(9_006_298_534_815_517n)
})

it('takes nothing that the API would not take', () => {
  for (const no of ['100', '5.255', '-1', '', '一', '1.']) expect(amountOf(100, no)).toBeNull()
})

it('says which discount an amount is, and when it runs on', () => {
  expect(discountOf(16_800_000, 15_918_000n)).toBe('5.25')
  expect(discountOf(3, 1n)).toBe('66.6666…')
  expect(discountOf(100, 101n)).toBe('-1')
})

it('has one fen above the ceiling lie above', () => {
  expect(withinBounds(101n, 100, 0)).toBe('above')
  expect(withinBounds(100n, 100, 100)).toBe('inside')
  expect(withinBounds(99n, 100, 100)).toBe('below')
})
