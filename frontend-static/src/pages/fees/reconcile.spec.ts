import { describe, expect, it } from 'vitest'
import type { Supplement } from '../../api/types'
import { verdictOf } from './reconcile'

const step = (name: string, firstFen: number, secondFen: number) => ({
  step: name,
  firstFen,
  secondFen,
  differenceFen: secondFen - firstFen,
})
const supplement = (supplementNo: number, amountBeforeFen: number, amountAfterFen: number) =>
  ({ supplementNo, amountBeforeFen, amountAfterFen, status: 'signed' }) as Supplement
const contract = (
  status = 'filed',
  supplements: Supplement[] = [],
  settledFen: number | null = null,
) => ({
  status,
  supplements,
  settledFen,
})

describe('a difference', () => {
  it('that supplements explain is no error', () => {
    const grown = step('award-contract', 100, 130)
    const both = contract('filed', [supplement(1, 100, 120), supplement(2, 120, 130)])
    expect(verdictOf(grown, both)).toEqual({
      text: '增加 0.30 元，由补充协议第 1、2 号变更',
      wrong: false,
    })
    expect(verdictOf(grown, contract()).wrong).toBe(true)
    expect(verdictOf(grown, contract('filed', [supplement(1, 100, 120)])).wrong).toBe(true)
  })

  it('that is not due yet is no error, and what is too much is one', () => {
    expect(verdictOf(step('contract-invoiced', 100, 40), contract())).toEqual({
      text: '尚未开票 0.60 元',
      wrong: false,
    })
    expect(verdictOf(step('contract-invoiced', 100, 101), contract()).wrong).toBe(true)
    expect(verdictOf(step('invoiced-paid', 40, 30), contract())).toEqual({
      text: '待付款 0.10 元',
      wrong: false,
    })
    expect(verdictOf(step('invoiced-paid', 40, 41), contract())).toMatchObject({ wrong: true })
    expect(verdictOf(step('paid-confirmed', 40, 30), contract())).toMatchObject({ wrong: true })
    expect(verdictOf(step('paid-confirmed', 40, 40), contract()).text).toBe('相符')
  })

  it('is taken against the settlement where a contract ended', () => {
    const of = (charged: number) =>
      verdictOf(step('contract-invoiced', 100, charged), contract('terminated', [], 30))
    expect(of(30)).toEqual({ text: '结算 0.30 元，相符', wrong: false })
    expect(of(31)).toMatchObject({ wrong: true })
    expect(of(0)).toMatchObject({ wrong: false })
  })
})
