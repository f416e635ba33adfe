import { describe, expect, it } from 'vitest'
import { startOf } from './start'

describe('a link that begins a request', () => {
  it('carries the act, the item and what the calculator was asked', () => {
    const form = startOf({
      act: 'A-STHJ-001',
      item: 'S-HJ-001',
      base: '5000',
      'factors.industry': '化工',
      'counts.sites': '2',
      rule: 'ignored',
    })
    expect(form.actCode).toBe('A-STHJ-001')
    expect(form.lots).toEqual([
      {
        itemCode: 'S-HJ-001',
        budget: '',
        parameters: { base: '5000', factors: { industry: '化工' }, counts: { sites: '2' } },
      },
    ])
  })

  it('begins with nothing where it says nothing', () => {
    expect(startOf({}).lots).toEqual([])
    expect(startOf({ item: 'S-HJ-001', region: 'x' })).toMatchObject({
      regionCode: '',
      lots: [{ parameters: null }],
    })
  })
})
