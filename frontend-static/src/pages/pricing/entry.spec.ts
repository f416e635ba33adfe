import { describe, expect, it } from 'vitest'
import {
  emptyPrice,
  emptyTier,
  fieldOfPrice,
  requestOf,
  typedOf,
  unreadable,
  worthChecking,
  type TypedPrice,
} from './entry'

const price = (part: Partial<TypedPrice>): TypedPrice => ({
  ...emptyPrice('S-HJ-001'),
  ...part,
})
const tier = (upper: string, part: object) => ({ ...emptyTier(), upper, ...part })

describe('what is sent of a price that is typed', () => {
  it('is of a fixed price the amount as it was typed, so that the API may refuse it', () => {
    expect(requestOf(price({ amount: ' 1680.505 ', factor: '1.2' }))).toEqual({
      itemCode: 'S-HJ-001',
      regionCode: '433100',
      form: 'fixed',
      amount: '1680.505',
    })
  })

  it('is of a factor the standard and the multiple', () => {
    const typed = price({ form: 'factor', factor: '1.16', ruleId: 'R-X', validFrom: '2027-01-01' })
    expect(requestOf(typed)).toMatchObject({
      factor: '1.16',
      ruleId: 'R-X',
      validFrom: '2027-01-01',
    })
  })

  it('is of progressive tiers one chain without gaps, rates as fractions, the last one open', () => {
    const typed = price({
      form: 'tiers',
      base: '项目总投资',
      tiers: [
        tier('100', { rate: '1.5' }),
        tier('1亿', { rate: '0.75%' }),
        tier('', { rate: '0.2' }),
      ],
      floor: '3000',
    })
    expect(requestOf(typed).terms).toEqual({
      baseParameter: '项目总投资',
      baseUnit: '万元',
      method: 'tiered_progressive',
      amountUnit: '元',
      floorFen: 300000,
      tiers: [
        { lower: '0', upper: '100', kind: 'marginal_rate', rateOrAmount: '0.015' },
        { lower: '100', upper: '10000', kind: 'marginal_rate', rateOrAmount: '0.0075' },
        { lower: '10000', kind: 'marginal_rate', rateOrAmount: '0.002' },
      ],
    })
  })

  it('is of tiers with amounts one figure each, and of interpolated ones two', () => {
    const amounts = price({
      form: 'tiers',
      way: 'amount',
      tiers: [tier('3000', { low: '5万' }), tier('', { low: '80000' })],
    })
    expect(requestOf(amounts).terms!.tiers).toEqual([
      { lower: '0', upper: '3000', kind: 'range', low: '50000', high: '50000' },
      { lower: '3000', kind: 'range', low: '80000', high: '80000' },
    ])
    const between = price({
      form: 'tiers',
      way: 'interpolated',
      tiers: [tier('3000', { low: '50000', high: '80000' })],
    })
    expect(requestOf(between).terms).toMatchObject({
      method: 'tiered_flat_interpolated',
      tiers: [{ lower: '0', upper: '3000', kind: 'interp', low: '50000', high: '80000' }],
    })
  })

  it('is of a formula only what it names', () => {
    expect(requestOf(price({ form: 'formula', fixed: '5000' })).terms).toEqual({ fixedFen: 500000 })
    const typed = price({
      form: 'formula',
      perUnit: '12.5',
      unit: '样品',
      rate: '0.3',
      base: '工程造价',
      cap: '200000',
    })
    expect(requestOf(typed).terms).toEqual({
      fixedFen: 0,
      perUnitFen: 1250,
      unit: '样品',
      rate: '0.003',
      baseParameter: '工程造价',
      baseUnit: '万元',
      capFen: 20000000,
    })
  })

  it.each<Partial<TypedPrice>>([
    { amount: '16800' },
    { form: 'unit', amount: '120', unit: '样品' },
    { form: 'factor', factor: '1.16', ruleId: 'R-X', validFrom: '2027-01-01' },
    {
      form: 'tiers',
      base: '总投资',
      tiers: [tier('100', { rate: '1.5' }), tier('', { rate: '0.8' })],
      floor: '3000',
      cap: '90000',
    },
    { form: 'tiers', base: '总投资', way: 'whole', tiers: [tier('', { rate: '0.8' })] },
    {
      form: 'tiers',
      base: '面积',
      baseUnit: '亩',
      way: 'interpolated',
      tiers: [tier('30', { low: '1', high: '2' })],
    },
    { form: 'formula', fixed: '5000', perUnit: '12.5', unit: '样品' },
    { form: 'formula', rate: '0.3', base: '工程造价', fixed: '100.5' },
  ])('can be typed on when it comes back: %j', (part) => {
    expect(typedOf(requestOf(price(part)))).toEqual(price(part))
  })

  it('of a draft comes back as it would be typed, though it is kept with two decimals', () => {
    const typed = typedOf({ itemCode: 'S-HJ-001', form: 'fixed', amount: '90000.00' })
    expect(typed.amount).toBe('90000')
  })

  it('of an entry that was published comes back in 元', () => {
    const typed = typedOf({ itemCode: 'S-HJ-001', form: 'fixed', amountFen: 1680050 })
    expect(typed.amount).toBe('16800.5')
  })
})

describe('while one types', () => {
  it('nothing is asked before there is something to say', () => {
    expect(worthChecking(price({}))).toBe(false)
    expect(worthChecking(price({ itemCode: '', amount: '1' }))).toBe(false)
    expect(worthChecking(price({ form: 'unit', amount: '1' }))).toBe(false)
    expect(worthChecking(price({ form: 'tiers' }))).toBe(false)
    expect(
      worthChecking(price({ form: 'tiers', way: 'amount', tiers: [tier('', { low: '1' })] })),
    ).toBe(true)
    expect(worthChecking(price({ form: 'formula', rate: '1' }))).toBe(true)
  })

  it('an amount that cannot be read is told at its field', () => {
    const typed = price({ form: 'formula', fixed: '面议', perUnit: '1.555', cap: '0', floor: '1' })
    expect(unreadable(typed).map((e) => fieldOfPrice(e.pointer))).toEqual([
      'f-fixed',
      'f-perUnit',
      'f-cap',
    ])
    expect(unreadable(price({ amount: '面议' }))).toEqual([])
  })

  it.each([
    ['#/amount', 'f-amount'],
    ['#/terms/baseParameter', 'f-base'],
    ['#/terms/tiers/1/upper', 'f-tier-1-upper'],
    ['#/terms/tiers/0/lower', 'f-tier-0-upper'],
    ['#/terms/tiers/2/rateOrAmount', 'f-tier-2-rate'],
    ['#/terms', 'f-form'],
  ])('a refusal of %s leads to %s', (pointer, id) => {
    expect(fieldOfPrice(pointer)).toBe(id)
  })
})
