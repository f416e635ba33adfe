import { expect, it } from 'vitest'
import { holds } from './words'

it('every word has to be there, in any order, width and case', () => {
  expect(holds('S-HJ-001 环境影响报告书编制', '报告书 ｓ-hj')).toBe(true)
  expect(holds('S-HJ-001 环境影响报告书编制', '报告书 测绘')).toBe(false)
  expect(holds('S-HJ-001 环境影响报告书编制', '  ')).toBe(true)
})
