import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { itemDetail, rules } from '../../../test/fixture/catalogue'
import { quote } from '../../../test/fixture/engine'
import type { Quote, QuoteRequest } from '../../api/types'
import QuoteResult from './QuoteResult.vue'

function show(
  ruleId: string,
  body: QuoteRequest | null,
  change: Partial<Quote> = {},
  payer?: 'government',
) {
  const rule = rules.find((r) => r.ruleId === ruleId)!
  const item = itemDetail(rule.itemCode)!
  return mount(QuoteResult, {
    props: {
      quote: body && { ...quote(rule, body), ...change },
      rule,
      item: payer ? { ...item, payer } : item,
      stale: false,
      slow: false,
    },
  })
}

describe('the answer', () => {
  it('waits for parameters', () => {
    expect(show('R-EIA-BOOK-2011', null).text()).toContain('填好参数')
  })

  it('a verified binding standard is law', () => {
    const answer = show(
      'R-JD-DOC-HN2021',
      { selector: '笔迹鉴定', quantity: '2' },
      { verified: true },
    )
    expect(answer.classes()).toContain('result--legal')
    expect(answer.text()).toContain('法定标准')
    expect(answer.text()).toContain('2,400.00')
    expect(answer.text()).not.toContain('待核实')
  })

  it('a binding standard that nobody has verified is not shown as law', () => {
    const answer = show('R-JD-DOC-HN2021', { selector: '笔迹鉴定', quantity: '2' })
    expect(answer.classes()).toContain('result--pending')
    expect(answer.text()).toContain('待核实')
    expect(answer.text()).toContain('不得据此认定')
  })

  it('a benchmark can never be mistaken for a ceiling, not even when the API calls it one', () => {
    for (const legalCeiling of [false, true]) {
      const answer = show('R-EIA-BOOK-2011', { base: '5000' }, { legalCeiling })
      expect(answer.classes()).toContain('result--reference')
      expect(answer.get('h3').text()).toBe('市场调节价 · 参考基准，不是法定上限')
      expect(answer.text()).not.toContain('法定区间')
    }
  })

  it('a replaced standard says that nobody may charge by it', () => {
    const answer = show('R-ZB-G-2003', { base: '80' })
    expect(answer.classes()).toContain('result--superseded')
    expect(answer.text()).toContain('9,600.00')
    expect(answer.text()).toContain('浮动前的基准价 12,000.00 元')
  })

  it('no standard is said plainly, with the reason and without a figure', () => {
    const answer = show('R-JL-2007', { base: '100' })
    expect(answer.get('h3').text()).toBe('无现行收费标准')
    expect(answer.text()).toContain('不得外推')
    expect(answer.find('.figure').exists()).toBe(false)
  })

  it('an open upper end is not given a number', () => {
    const answer = show('R-EIA-BOOK-2011', { base: '2000000' })
    expect(answer.text()).toContain('没有规定上限')
    expect(answer.findAll('.figure')).toHaveLength(1)
  })

  it('nothing to pay is said in words', () => {
    expect(show('R-JG-RD', { quantity: '1' }).text()).toContain('不收费')
  })

  it('what government pays warns beside the figure', () => {
    expect(show('R-EIA-BOOK-2011', { base: '5000' }, {}, 'government').text()).toContain(
      '不得向企业收取',
    )
  })

  it('the working has one line a step', () => {
    const lines = show('R-ZB-G-2003', { base: '820' }).findAll('tbody tr')
    expect(lines.map((l) => l.findAll('td')[0]!.text())).toEqual([
      '分档',
      '分档',
      '分档',
      '金额',
      '浮动',
      '取整',
    ])
  })
})
