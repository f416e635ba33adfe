import { describe, expect, it } from 'vitest'
import { contractOf, difference, lastDayOf, needsPublicReason, sideName } from './contract'

describe('what is said of contracts', () => {
  it('names a difference to the fen', () => {
    expect(difference(0)).toBe('相符')
    expect(difference(-1)).toBe('差 0.01 元')
    expect(difference(123_456)).toBe('差 1,234.56 元')
  })

  it('asks for a public reason above 110 % of the award, not at it', () => {
    expect(needsPublicReason(11_000, 10_000)).toBe(false)
    expect(needsPublicReason(11_001, 10_000)).toBe(true)
    expect(needsPublicReason(9_007_199_254_740_991, 9_007_199_254_740_991)).toBe(false)
  })

  it('turns the end of a term into its last day here', () => {
    expect(lastDayOf('2026-12-11T16:00:00Z')).toBe('2026-12-11')
    expect(lastDayOf('2026-12-12T00:00:00+08:00')).toBe('2026-12-11')
    expect(lastDayOf('soon')).toBe('soon')
  })

  it('leads from a lot to its contract', () => {
    expect(contractOf('CG-433101-20261110-0002', 1)).toBe('HT-433101-20261110-0002-1')
  })

  it('names who proposed', () => {
    expect(sideName('owner', '平台')).toBe('项目业主')
    expect(sideName(null, '平台')).toBe('平台')
  })
})
