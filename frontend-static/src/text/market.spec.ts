import { describe, expect, it } from 'vitest'
import { capital } from './capital'
import { againstMedian, daysLeftText, lastDay, period, signedPercent } from './market'

describe('what is said of prices', () => {
  it('says the distance from the median exactly, with its sign', () => {
    expect(signedPercent('+0.12')).toBe('+12%')
    expect(signedPercent('-0.085')).toBe('−8.5%')
    expect(signedPercent('0')).toBe('0%')
    expect(againstMedian('+0.12')).toBe('高于中位数 12%')
    expect(againstMedian('-0.5')).toBe('低于中位数 50%')
    expect(againstMedian('0.00')).toBe('等于中位数')
  })

  it('says an exclusive end as the last day', () => {
    expect(lastDay('2026-03-01')).toBe('2026-02-28')
    expect(period('2026-01-01', '2027-01-01')).toBe('2026-01-01 至 2026-12-31')
    expect(period('2026-01-01', null)).toBe('2026-01-01 起')
    expect(period('2026-01-01', '2026-01-01')).toContain('未曾执行')
  })

  it('says how long a paper holds', () => {
    expect(daysLeftText(null)).toBe('长期有效')
    expect(daysLeftText(0)).toBe('今天到期')
    expect(daysLeftText(-3)).toBe('已过期 3 天')
    expect(daysLeftText(30)).toBe('还有 30 天')
  })
})

describe('the capital characters', () => {
  it.each([
    [0, '零元整'],
    [5, '伍分'],
    [10, '壹角整'],
    [100, '壹元整'],
    [105, '壹元零伍分'],
    [1050, '壹拾元伍角整'],
    [1001000, '壹万零壹拾元整'],
    [10000000, '壹拾万元整'],
    [1680732, '壹万陆仟捌佰零柒元叁角贰分'],
    [10000000100, '壹亿零壹元整'],
    [10001000000, '壹亿零壹万元整'],
    [8470588, '捌万肆仟柒佰零伍元捌角捌分'],
  ])('writes %d fen', (fen, text) => {
    expect(capital(fen)).toBe(text)
  })
})
