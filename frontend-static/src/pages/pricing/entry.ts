import type { Form, PriceRequest, PriceTerms, TierTerms } from '../../api/types'
import { canonical, readDecimal, shift } from '../../text/decimal'

/** What is typed of a price; which of it counts depends on the form. Amounts in 元, rates in per cent. */
export interface TypedPrice {
  itemCode: string
  regionCode: string
  form: Form
  amount: string
  unit: string
  factor: string
  ruleId: string
  validFrom: string
  base: string
  baseUnit: string
  way: Way
  tiers: TypedTier[]
  fixed: string
  perUnit: string
  rate: string
  floor: string
  cap: string
}

/** One tier as it is typed: it begins where the one before ends. */
export interface TypedTier {
  upper: string
  rate: string
  low: string
  high: string
}

/** How a base meets the tiers, as people know it; each is a method and a kind of tier of the API. */
export type Way = 'progressive' | 'amount' | 'interpolated' | 'whole'

interface Meaning {
  label: string
  hint: string
  method: string
  kind: string
}

export const WAYS: Record<Way, Meaning> = {
  progressive: {
    label: '差额定率累进：各档部分按各档费率，相加',
    hint: '例如 100 万元以下 1.5%，100 至 500 万元的部分 1.1%',
    method: 'tiered_progressive',
    kind: 'marginal_rate',
  },
  amount: {
    label: '分档定额：落在哪一档，就收那一档的金额',
    hint: '例如 3000 万元以下 5 万元，3000 万元至 1 亿元 8 万元',
    method: 'tiered_flat_interpolated',
    kind: 'range',
  },
  interpolated: {
    label: '分档插值：档内从起点金额直线增加到终点金额',
    hint: '每一档都要有上限',
    method: 'tiered_flat_interpolated',
    kind: 'interp',
  },
  whole: {
    label: '全额费率：全部基数按所在档的费率',
    hint: '只有一档时就是按比例收费',
    method: 'percentage',
    kind: 'flat_rate',
  },
}

export const usesRate = (way: Way) => way === 'progressive' || way === 'whole'
export const emptyTier = (): TypedTier => ({ upper: '', rate: '', low: '', high: '' })

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
    base: '',
    baseUnit: '万元',
    way: 'progressive',
    tiers: [emptyTier()],
    fixed: '',
    perUnit: '',
    rate: '',
    floor: '',
    cap: '',
  }
}

/** The request that the typed price amounts to; what cannot be read is sent as typed, and the API names the field. */
export function requestOf(typed: TypedPrice): PriceRequest {
  const request: PriceRequest = {
    itemCode: typed.itemCode,
    regionCode: typed.regionCode,
    form: typed.form,
  }
  if (typed.validFrom) request.validFrom = typed.validFrom
  if (typed.form === 'fixed' || typed.form === 'unit') request.amount = typed.amount.trim()
  if (typed.form === 'unit') request.unit = typed.unit.trim()
  if (typed.form === 'factor') {
    request.factor = typed.factor.trim()
    request.ruleId = typed.ruleId
  }
  if (typed.form === 'tiers') request.terms = tiersOf(typed)
  if (typed.form === 'formula') request.terms = formulaOf(typed)
  return request
}

/** A price that was sent before, to be typed on: a draft, or the entry that a new one shall replace. */
export function typedOf(sent: PriceRequest & { amountFen?: number | null }): TypedPrice {
  const terms = sent.terms ?? {}
  const yuan = (fen: number | null | undefined) => (fen == null ? '' : shift(String(fen), -2))
  return {
    ...emptyPrice(sent.itemCode ?? ''),
    regionCode: sent.regionCode || '433100',
    form: (sent.form ?? 'fixed') as Form,
    amount: sent.amount ? canonical(sent.amount) : yuan(sent.amountFen),
    unit: sent.unit ?? terms.unit ?? '',
    factor: sent.factor ?? '',
    ruleId: sent.ruleId ?? '',
    validFrom: sent.validFrom ?? '',
    base: terms.baseParameter ?? '',
    baseUnit: terms.baseUnit ?? '万元',
    ...typedTiers(terms),
    fixed: terms.fixedFen ? yuan(terms.fixedFen) : '',
    perUnit: yuan(terms.perUnitFen),
    rate: percent(terms.rate),
    floor: yuan(terms.floorFen),
    cap: yuan(terms.capFen),
  }
}

/** Whether there is enough to ask the API about. */
export function worthChecking(typed: TypedPrice): boolean {
  if (!typed.itemCode) return false
  const given = (...texts: string[]) => texts.every((text) => text.trim() !== '')
  switch (typed.form) {
    case 'fixed':
      return given(typed.amount)
    case 'unit':
      return given(typed.amount, typed.unit)
    case 'factor':
      return given(typed.factor, typed.ruleId)
    case 'tiers':
      return typed.tiers.every((t) =>
        usesRate(typed.way)
          ? given(t.rate)
          : given(t.low) && (typed.way === 'amount' || given(t.high)),
      )
    case 'formula':
      return [typed.fixed, typed.perUnit, typed.rate].some((text) => given(text))
  }
}

/** The id of the field that a refusal's pointer speaks of. */
export function fieldOfPrice(pointer: string): string {
  const [name = '', term = '', tier, member = ''] = pointer.replace(/^#?\//, '').split('/')
  if (name !== 'terms') return `f-${name}`
  if (term === 'tiers' && tier !== undefined) return `f-tier-${tier}-${MEMBERS[member] ?? 'upper'}`
  return `f-${TERMS[term] ?? 'form'}`
}

const MEMBERS: Record<string, string> = { rateOrAmount: 'rate', low: 'low', high: 'high' }
const TERMS: Record<string, string> = {
  baseParameter: 'base',
  baseUnit: 'baseUnit',
  method: 'way',
  tiers: 'way',
  fixedFen: 'fixed',
  perUnitFen: 'perUnit',
  unit: 'unit',
  rate: 'rate',
  floorFen: 'floor',
  capFen: 'cap',
}

/**
 * What the API would only see as a missing amount, because it keeps amounts of terms as whole fen: told here, at the
 * field.
 */
export function unreadable(typed: TypedPrice): { pointer: string; detail: string }[] {
  if (typed.form !== 'tiers' && typed.form !== 'formula') return []
  const amounts: [string, string][] =
    typed.form === 'formula'
      ? [
          ['fixedFen', typed.fixed],
          ['perUnitFen', typed.perUnit],
        ]
      : []
  amounts.push(['floorFen', typed.floor], ['capFen', typed.cap])
  return amounts
    .filter(([, text]) => text.trim() !== '' && fen(text) === null)
    .map(([name, text]) => ({
      pointer: `#/terms/${name}`,
      detail: `“${text.trim()}”不是金额：以元为单位，大于 0，最多两位小数`,
    }))
}

function tiersOf(typed: TypedPrice): PriceTerms {
  const { method, kind } = WAYS[typed.way]
  let lower = '0'
  const tiers = typed.tiers.map((t): TierTerms => {
    const upper = t.upper.trim() ? decimal(t.upper, typed.baseUnit) : null
    const tier: TierTerms = upper === null ? { lower, kind } : { lower, upper, kind }
    lower = upper ?? lower
    if (usesRate(typed.way)) return { ...tier, rateOrAmount: fraction(t.rate) }
    const low = decimal(t.low, '元')
    return { ...tier, low, high: typed.way === 'amount' ? low : decimal(t.high, '元') }
  })
  return {
    baseParameter: typed.base.trim(),
    baseUnit: typed.baseUnit.trim(),
    method,
    amountUnit: '元',
    tiers,
    ...limits(typed),
  }
}

function formulaOf(typed: TypedPrice): PriceTerms {
  const terms: PriceTerms = { fixedFen: fen(typed.fixed) ?? 0, ...limits(typed) }
  if (typed.perUnit.trim()) {
    terms.perUnitFen = fen(typed.perUnit) ?? 0
    terms.unit = typed.unit.trim()
  }
  if (typed.rate.trim()) {
    terms.rate = fraction(typed.rate)
    terms.baseParameter = typed.base.trim()
    terms.baseUnit = typed.baseUnit.trim()
  }
  return terms
}

function limits(typed: TypedPrice): PriceTerms {
  const terms: PriceTerms = {}
  if (typed.floor.trim()) terms.floorFen = fen(typed.floor) ?? 0
  if (typed.cap.trim()) terms.capFen = fen(typed.cap) ?? 0
  return terms
}

/** Tiers that no single way describes are left out: they are typed anew. */
function typedTiers(terms: PriceTerms): Pick<TypedPrice, 'way' | 'tiers'> {
  const tiers = terms.tiers ?? []
  const way = (Object.keys(WAYS) as Way[]).find(
    (w) => WAYS[w].method === terms.method && tiers.every((t) => t.kind === WAYS[w].kind),
  )
  if (!way || tiers.length === 0) return { way: 'progressive', tiers: [emptyTier()] }
  const yuan = (text: string | null | undefined) =>
    text ? (terms.amountUnit === '万元' ? shift(text, 4) : text) : ''
  return {
    way,
    tiers: tiers.map((t) => ({
      upper: t.upper ?? '',
      rate: percent(t.rateOrAmount),
      low: yuan(t.low),
      high: yuan(t.high),
    })),
  }
}

function decimal(typed: string, unit: string): string {
  return readDecimal(typed, unit) ?? typed.trim()
}

/** 元 with at most two decimals as whole fen; null when it is none, or not above zero. */
function fen(typed: string): number | null {
  const yuan = readDecimal(typed, '元')
  if (yuan === null || yuan.startsWith('-') || yuan === '0') return null
  const whole = shift(yuan, 2)
  return whole.includes('.') || whole.length > 15 ? null : Number(whole)
}

/** "1.5" typed as per cent is the fraction 0.015; what is no number stays as it was typed. */
function fraction(typed: string): string {
  const read = readDecimal(typed.replace(/[%％]\s*$/, ''))
  return read === null ? typed.trim() : shift(read, -2)
}

function percent(fractionText: string | null | undefined): string {
  return fractionText ? shift(fractionText, 2) : ''
}
