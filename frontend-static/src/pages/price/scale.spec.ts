import { describe, expect, it } from 'vitest'
import { rules } from '../../../test/fixture/catalogue'
import { plainDecimal, runsOf, scaleOf, short, spanOf, unpriced } from './scale'

const rule = (id: string) => rules.find((r) => r.ruleId === id)!

describe('the plot', () => {
  it('shows all tiers on a log axis and never what lies below the first', () => {
    expect(spanOf(rule('R-JL-2007'), 'log', null).from).toBe(500)
    const eia = spanOf(rule('R-EIA-BOOK-2011'), 'log', null)
    expect(eia).toEqual({ from: 300, to: 2000000 })
  })

  it('shows the neighbourhood of the own figure on an even axis', () => {
    expect(spanOf(rule('R-EIA-BOOK-2011'), 'linear', 5000)).toEqual({ from: 0, to: 10000 })
  })

  it('reaches as far as the own figure where the last tier is open', () => {
    expect(spanOf(rule('R-EIA-BOOK-2011'), 'log', 3000000).to).toBe(6000000)
  })

  it('breaks where the document has no standard', () => {
    const priced = (base: string) => ({ ...unpriced(base), none: false, minFen: 1, maxFen: 2 })
    const runs = runsOf([priced('1'), priced('2'), unpriced('3'), priced('4')])
    expect(runs.map((r) => r.map((p) => p.base))).toEqual([['1', '2'], ['4']])
  })

  it('puts equal ratios at equal distances on a log axis', () => {
    const { at } = scaleOf('log', 10, 1000, 0, 100)
    expect(at(100)).toBeCloseTo(50)
    expect(at(0)).toBe(0)
  })

  it('labels shortly and asks with plain decimals', () => {
    expect(short(1000000)).toBe('100万')
    expect(short(250000000)).toBe('2.5亿')
    expect(plainDecimal(0.00003)).toBe('0.00003')
    expect(plainDecimal(2000000)).toBe('2000000')
    expect(plainDecimal(1e21)).toBe('1000000000000000000000')
  })
})
