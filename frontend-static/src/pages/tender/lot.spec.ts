import { describe, expect, it } from 'vitest'
import { itemDetail } from '../../../test/fixture/catalogue'
import { fieldsHere, inWords } from './lot'

const fieldsOf = (code: string) => fieldsHere(itemDetail(code)!)

describe('what a lot is asked', () => {
  it('is what the binding rule wants', () => {
    expect(fieldsOf('S-JD-002').map((f) => f.id)).toContain('selector')
  })

  it('is what the reference wants where nothing binds', () => {
    expect(fieldsOf('S-HJ-001')[0]).toMatchObject({ id: 'base', unit: '万元' })
  })

  it('is what formulas may ask where there is no standard', () => {
    expect(fieldsOf('S-HJ-005').map((f) => f.id)).toEqual(['base', 'quantity'])
  })
})

describe('in words', () => {
  it('has labels, units and thousands', () => {
    const [base] = fieldsOf('S-HJ-001')
    expect(inWords([base!], { base: '50000' })).toBe(`${base!.label} 50,000 万元`)
  })

  it('keeps the name of what no field asks for', () => {
    expect(inWords([], { quantity: '3', factors: { size: '大' } })).toBe(
      'quantity 3，factors.size 大',
    )
  })
})
