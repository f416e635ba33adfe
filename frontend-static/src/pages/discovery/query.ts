import type { LocationQuery, LocationQueryRaw } from 'vue-router'

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

/** What the URL asks for. */
export interface Asked {
  q: string
  chosen: Record<string, string[]>
}

/** Reads the question from the URL; parameters that are not ours are left alone. */
export function askedIn(query: LocationQuery): Asked {
  const chosen: Record<string, string[]> = {}
  for (const facet of Object.keys(FACETS)) {
    const values = listOf(query[facet])
    if (values.length) chosen[facet] = values
  }
  return { q: listOf(query['q'])[0]?.slice(0, 100) ?? '', chosen }
}

/** Writes the question to the URL. */
export function urlOf(asked: Asked): LocationQueryRaw {
  const query: LocationQueryRaw = {}
  if (asked.q) query['q'] = asked.q
  for (const [facet, values] of Object.entries(asked.chosen))
    if (values.length) query[facet] = values
  return query
}

/** A query parameter as the list of its values. */
export function listOf(value: LocationQuery[string] | undefined): string[] {
  const values = Array.isArray(value) ? value : [value]
  return values.filter((v): v is string => typeof v === 'string' && v !== '')
}
