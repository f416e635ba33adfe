import type { Form, PriceDraft, PriceTerms } from '../../api/market'
import { readDecimal } from '../../text/decimal'
import { fenOf } from '../offers/charge'

/** What is typed of a price; which of it counts depends on the form. */
export interface TypedPrice {
  itemCode: string
  regionCode: string
  form: Form
  amount: string
  unit: string
  factor: string
  ruleId: string
  validFrom: string
  fixed: string
  perUnit: string
  rate: string
  base: string
  baseUnit: string
  tiers: { upper: string; rate: string }[]
}

export function emptyPrice(itemCode = ''): TypedPrice {
  return {
    itemCode,
    regionCode: '433100',
    form: 'fixed',
    amount: '',
    unit: '',
    factor: '',
    ruleId: '',
    validFrom: '',
    fixed: '',
    perUnit: '',
    rate: '',
    base: '',
    baseUnit: '万元',
    tiers: [{ upper: '', rate: '' }],
  }
}

/** The request that the typed price amounts to; what cannot be read is sent as typed, and the API names the field. */
export function draftOf(typed: TypedPrice): PriceDraft {
  const draft: PriceDraft = {
    itemCode: typed.itemCode,
    regionCode: typed.regionCode,
    form: typed.form,
  }
  if (typed.validFrom) draft.validFrom = typed.validFrom
  const decimal = (text: string, unit?: string) => readDecimal(text, unit) ?? text.trim()
  if (typed.form === 'fixed' || typed.form === 'unit') draft.amount = decimal(typed.amount, '元')
  if (typed.form === 'unit') draft.unit = typed.unit.trim()
  if (typed.form === 'factor') {
    draft.factor = decimal(typed.factor)
    draft.ruleId = typed.ruleId
  }
  if (typed.form === 'tiers') draft.terms = tiersOf(typed, decimal)
  if (typed.form === 'formula') draft.terms = formulaOf(typed)
  return draft
}

/** Whether there is enough to ask the API about. */
export function worthChecking(typed: TypedPrice): boolean {
  if (!typed.itemCode) return false
  switch (typed.form) {
    case 'fixed':
      return typed.amount.trim() !== ''
    case 'unit':
      return typed.amount.trim() !== '' && typed.unit.trim() !== ''
    case 'factor':
      return typed.factor.trim() !== '' && typed.ruleId !== ''
    case 'tiers':
      return typed.tiers.some((t) => t.rate.trim() !== '')
    case 'formula':
      return [typed.fixed, typed.perUnit, typed.rate].some((t) => t.trim() !== '')
  }
}

function tiersOf(typed: TypedPrice, decimal: (text: string) => string): PriceTerms {
  let lower = '0'
  const tiers = typed.tiers
    .filter((t) => t.rate.trim() !== '')
    .map((t) => {
      const upper = t.upper.trim() ? decimal(t.upper) : null
      const tier = { lower, upper, kind: 'marginal_rate', rateOrAmount: fraction(t.rate) }
      lower = upper ?? lower
      return tier
    })
  return {
    baseParameter: typed.base.trim() || '计费基数',
    baseUnit: typed.baseUnit,
    method: 'tiered_progressive',
    amountUnit: typed.baseUnit,
    tiers,
  }
}

function formulaOf(typed: TypedPrice): PriceTerms {
  const terms: PriceTerms = { fixedFen: fenOf(typed.fixed) ?? 0 }
  if (typed.perUnit.trim()) {
    terms.perUnitFen = fenOf(typed.perUnit)
    terms.unit = typed.unit.trim()
  }
  if (typed.rate.trim()) {
    terms.rate = fraction(typed.rate)
    terms.baseParameter = typed.base.trim() || '计费基数'
    terms.baseUnit = typed.baseUnit
  }
  return terms
}

/** "1.5" typed as per cent is the fraction 0.015. */
function fraction(percent: string): string {
  const decimal = readDecimal(percent.replace('%', ''))
  if (decimal === null) return percent.trim()
  const [whole = '0', rest = ''] = decimal.split('.')
  const digits = whole.padStart(3, '0') + rest
  const point = whole.padStart(3, '0').length - 2
  return `${digits.slice(0, point)}.${digits.slice(point)}`
    .replace(/^0+(?=\d)/, '')
    .replace(/\.?0+$/, '')
}
