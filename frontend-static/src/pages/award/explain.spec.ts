import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { drawText, explain } from './explain'
import type { Working } from './working'

/** The published vectors, told in words. */
const vectors = (code: string) =>
  JSON.parse(readFileSync(`../ops/selection-vectors/${code}.json`, 'utf8')) as (Working & {
    name: string
  })[]
const told = (code: string, name: string) => {
  const vector = vectors(code).find((v) => v.name.startsWith(name))!
  return explain(vector, (uscc) => uscc.slice(-4)).join('\n')
}

it('names the lowest price, not the highest', () => {
  expect(told('lowest_price', 'the lowest')).toContain('排在第一的是743P，报价 48,000.00 元')
})

it('gives the bound below which a price is explained, from an even number of bids too', () => {
  const text = told('lowest_price', 'an even number')
  expect(text).toContain('报价的中位数是 1.505 元，其 70% 是 1.0535 元')
  expect(text).toContain('37XD的报价低于 1.0535 元')
})

it('says that there were too few', () => {
  expect(told('lowest_price', 'two are')).toBe(
    '参加选取的报价 2 家，少于规定的 3 家，按规定不进行选取。',
  )
})

it('shows the reference of a mean times a drawn percentage', () => {
  const text = told('mean_random', 'a percentage')
  expect(text).toContain('报价之和 29.20 元，平均 9.7333… 元')
  expect(text).toContain('抽出的系数是 96%')
  expect(text).toContain('基准价 9.344 元')
})

it('works the marks of a best value out', () => {
  const text = told('best_value', 'marks')
  expect(text).toContain('116A：质量 98，人员 95，时限 90，价格 66.6666…，总分 87.2')
})

it('tells every vector of every method, and every draw', () => {
  for (const code of ['direct', 'random_draw', 'lowest_random', 'mean', 'credit_shortlist']) {
    for (const vector of vectors(code)) {
      expect(explain(vector, (u) => u).length, `${code}: ${vector.name}`).toBeGreaterThan(0)
      for (const draw of 'draws' in vector.expected ? vector.expected.draws : []) {
        expect(drawText(draw, (u) => u).drawn).toBe(draw.drawn)
      }
    }
  }
})
