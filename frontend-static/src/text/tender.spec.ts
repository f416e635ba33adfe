import { describe, expect, it } from 'vitest'
import { happened, methodSentence, remaining, SELECTION_METHODS } from './tender'

const HOUR = 3_600_000

describe('time to a deadline', () => {
  it.each([
    [0, '已截止'],
    [-1, '已截止'],
    [1, '不到 1 分钟'],
    [59_000, '不到 1 分钟'],
    [60_000, '1 分钟'],
    [2 * HOUR, '2 小时 0 分钟'],
    [26.5 * HOUR, '1 天 2 小时'],
  ])('%i ms: %s', (ms, words) => {
    expect(remaining(ms)).toBe(words)
  })

  it.each([
    [1, '1 秒'],
    [61_000, '1 分 1 秒'],
    [HOUR, '1 小时 0 分 0 秒'],
    [49 * HOUR + 5_500, '2 天 1 小时 0 分 6 秒'],
    [0, '已截止'],
  ])('to the second, %i ms: %s', (ms, words) => {
    expect(remaining(ms, true)).toBe(words)
  })
})

describe('a method in a sentence', () => {
  it('carries the parameters of the notice', () => {
    expect(methodSentence('best_value', { quality: 50, staff: 10, time: 10, price: 30 })).toContain(
      '质量 50%、人员 10%、时限 10%、价格 30%',
    )
    expect(methodSentence('mean_random', { trimFrom: 6, percents: [90, 95] })).toMatch(
      /从 90、95（%）.*满 6 家/,
    )
  })

  it('takes the default for what is not given, null among it', () => {
    expect(methodSentence('lowest_price', { explainBelowPercent: null })).toContain('70%')
    expect(methodSentence('credit_shortlist')).toContain('前 5 家')
  })

  it('asks for no explanation where the notice wants none', () => {
    expect(methodSentence('lowest_price', { explainBelowPercent: 0 })).not.toContain('说明')
  })

  it('is there for every method', () => {
    for (const code of Object.keys(SELECTION_METHODS)) expect(methodSentence(code)).toMatch(/。$/)
  })
})

it('shows a kind of event that it does not know', () => {
  expect(happened('request.published')).toBe('发布公告')
  expect(happened('request.unheard-of')).toBe('request.unheard-of')
})
