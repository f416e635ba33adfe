import type { LocationQuery, LocationQueryRaw } from 'vue-router'
import { shift } from '../../text/decimal'

/** The facets of a search, in the order in which they are shown. */
export const FACETS: Record<string, string> = {
  type: '类型',
  pricingMode: '定价方式',
  payer: '付费方',
  category: '服务类别',
  kind: '行政事项类别',
  department: '主管部门',
  region: '服务区域',
  level: '机构资质',
}

/** What narrows agencies and their prices alone; amounts are 元, as they are typed. */
export interface OfferedOnly {
  priceFrom: string
  priceTo: string
  standing: string
}

export const ANY_OFFERED: OfferedOnly = { priceFrom: '', priceTo: '', standing: '' }

/** What the URL asks for. */
export interface Asked {
  q: string
  chosen: Record<string, string[]>
  offered: OfferedOnly
}

/** Reads the question from the URL; parameters that are not ours are left alone. */
export function askedIn(query: LocationQuery): Asked {
  const chosen: Record<string, string[]> = {}
  for (const facet of Object.keys(FACETS)) {
    const values = listOf(query[facet])
    if (values.length) chosen[facet] = values
  }
  const one = (name: string) => listOf(query[name])[0] ?? ''
  return {
    q: one('q').slice(0, 100),
    chosen,
    offered: { priceFrom: one('priceFrom'), priceTo: one('priceTo'), standing: one('standing') },
  }
}

/** Writes the question to the URL. */
export function urlOf(asked: Asked): LocationQueryRaw {
  const query: LocationQueryRaw = {}
  if (asked.q) query['q'] = asked.q
  for (const [facet, values] of Object.entries(asked.chosen))
    if (values.length) query[facet] = values
  for (const [name, value] of Object.entries(asked.offered)) if (value) query[name] = value
  return query
}

/** Whether it is an amount of 元 that a price may be compared with. */
export function isAmount(text: string): boolean {
  return /^\d{1,12}(\.\d{1,2})?$/.test(text)
}

/** The same for the API, which counts in fen; what is no amount is not asked for. */
export function narrowing({ priceFrom, priceTo, standing }: OfferedOnly): Record<string, string> {
  const asked: Record<string, string> = {}
  if (isAmount(priceFrom)) asked['priceFrom'] = shift(priceFrom, 2)
  if (isAmount(priceTo)) asked['priceTo'] = shift(priceTo, 2)
  if (standing) asked['standing'] = standing
  return asked
}

/** A query parameter as the list of its values. */
export function listOf(value: LocationQuery[string] | undefined): string[] {
  const values = Array.isArray(value) ? value : [value]
  return values.filter((v): v is string => typeof v === 'string' && v !== '')
}
