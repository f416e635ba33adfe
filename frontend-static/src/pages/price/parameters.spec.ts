import { describe, expect, it } from 'vitest'
import { rules } from '../../../test/fixture/catalogue'
import { fieldOf, fieldsOf, linkOf, read, startValues } from './parameters'

const rule = (id: string) => rules.find((r) => r.ruleId === id)!
const fields = (id: string) => fieldsOf(rule(id))

describe('the form of a rule', () => {
  it('asks for the base and every factor of an interpolated rule', () => {
    expect(fields('R-EIA-FORM-2011').map((f) => `${f.kind} ${f.id}`)).toEqual([
      'base base',
      'option factors.industry',
      'option factors.sensitivity',
      'count counts.special_topics',
      'option factors.policy_534',
    ])
  })

  it('asks for the kind and the quantity of a unit price', () => {
    expect(fields('R-CH-HOUSE-2002').map((f) => f.kind)).toEqual(['selector', 'quantity'])
  })

  it('asks for nothing where the amounts are not known', () => {
    expect(fields('R-PH-TS-CY-HN')).toEqual([])
  })

  it('offers the default first where no option carries it', () => {
    const sensitivity = fields('R-EIA-BOOK-2011').find((f) => f.id === 'factors.sensitivity')
    expect(sensitivity).toMatchObject({
      start: '',
      options: [{ value: '', text: '不调整（×1.0）' }, {}, {}],
    })
  })

  it('can be built for every rule of the catalogue, without two inputs of one name', () => {
    for (const one of rules) {
      const ids = fieldsOf(one).map((f) => f.id)
      expect(new Set(ids).size).toBe(ids.length)
    }
  })
})

describe('what is typed', () => {
  it('becomes exact decimals, and defaults are left to the rule', () => {
    const form = fields('R-EIA-FORM-2011')
    const values = {
      ...startValues(form),
      base: '1.2亿',
      'factors.sensitivity': '敏感',
      'counts.special_topics': '2',
    }
    expect(read(form, values)).toEqual({
      request: { base: '12000', factors: { sensitivity: '敏感' }, counts: { special_topics: '2' } },
      missing: [],
      errors: {},
    })
  })

  it('names what is missing and what cannot be read', () => {
    const form = fields('R-QQ-FEASIBILITY-1999')
    expect(read(form, startValues(form)).missing).toEqual(['base'])
    expect(read(form, { base: 'abc', 'factors.complexity': 'x' }).errors).toHaveProperty('base')
    expect(read(form, { base: '-5' }).errors).toEqual({ base: '须大于 0' })
    expect(Object.keys(read(form, { base: '1', 'factors.complexity': 'x' }).errors)).toEqual([
      'factors.complexity',
    ])
  })

  it('refuses half a special topic', () => {
    const form = fields('R-EIA-FORM-2011')
    expect(read(form, { base: '1', 'counts.special_topics': '1.5' }).errors).toHaveProperty([
      'counts.special_topics',
    ])
  })

  it('travels in the link and comes back', () => {
    const form = fields('R-EIA-BOOK-2011')
    const values = { ...startValues(form), base: '5000', 'factors.sensitivity': '敏感' }
    const link = linkOf(form, values)
    expect(link).toEqual({ base: '5000', 'factors.sensitivity': '敏感' })
    expect(startValues(form, link)).toEqual(values)
  })

  it('does not take an option from the link that the rule does not have', () => {
    const form = fields('R-EIA-BOOK-2011')
    expect(startValues(form, { 'factors.sensitivity': '极敏感' })['factors.sensitivity']).toBe('')
  })
})

describe('a refusal of the API', () => {
  it('finds its field by pointer or by name', () => {
    const form = fields('R-EIA-FORM-2011')
    expect(fieldOf(form, '#/base')?.id).toBe('base')
    expect(fieldOf(form, '#/factors/industry')?.id).toBe('factors.industry')
    expect(fieldOf(form, 'industry')?.id).toBe('factors.industry')
    expect(fieldOf(form, '#/counts/special_topics')?.id).toBe('counts.special_topics')
    expect(fieldOf(form, '#/asOf')).toBeNull()
  })
})
