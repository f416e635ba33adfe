import { getJson, queryString } from '../../api/client'
import type { Offers, QuoteRequest } from '../../api/types'
import { todayInShanghai } from '../../text/dates'

/** What an offers page asks: the project's parameters, a county, an order. */
export interface OffersQuestion {
  item: string
  parameters: QuoteRequest
  region?: string | undefined
  asOf?: string | undefined
  level?: string | undefined
  q?: string | undefined
  sort?: string | undefined
}

export const SORTS: Record<string, string> = {
  neutral: '不分先后（缺省）',
  price: '价格从低到高',
  '-price': '价格从高到低',
  name: '按机构名称',
}

/** The query of a question; the date is a parameter of its own. */
function queryOf(question: OffersQuestion) {
  const { asOf, ...parameters } = question.parameters
  return {
    region: question.region,
    asOf: question.asOf ?? (asOf || undefined),
    parameters: Object.keys(parameters).length ? JSON.stringify(parameters) : undefined,
    level: question.level,
    q: question.q,
    sort: question.sort === 'neutral' ? undefined : question.sort,
  }
}

export function askOffers(
  question: OffersQuestion,
  limit: number,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<Offers> {
  return getJson(pathOf(question), { ...queryOf(question), limit, cursor }, signal)
}

/** The same list as a CSV. */
export function csvOf(question: OffersQuestion): string {
  return pathOf(question) + queryString({ ...queryOf(question), format: 'csv' })
}

function pathOf(question: OffersQuestion): string {
  return `/api/items/${encodeURIComponent(question.item)}/offers`
}

/** A project's parameters as they are asked for or come back. */
type Project = Partial<Offers['parameters']> | QuoteRequest

/** Parameters as the names that stand in a link, the ones the calculator reads. */
export function linkedParameters(parameters: Project): Record<string, string> {
  const link: Record<string, string> = {}
  for (const name of ['base', 'quantity', 'selector', 'asOf'] as const) {
    const value = (parameters as QuoteRequest)[name]
    // a link means today's prices unless another day was asked for
    if (value && !(name === 'asOf' && value === todayInShanghai())) link[name] = value
  }
  for (const group of ['factors', 'counts'] as const) {
    for (const [key, value] of Object.entries(parameters[group] ?? {}))
      link[`${group}.${key}`] = String(value)
  }
  return link
}

/** The parameters in words, for headings and print. */
export function parametersText(
  parameters: Project,
  base?: { label: string; unit: string } | null,
): string {
  const parts: string[] = []
  if (parameters.selector) parts.push(parameters.selector)
  if (parameters.base) {
    parts.push(`${base?.label ?? '计费基数'} ${parameters.base} ${base?.unit ?? ''}`.trim())
  }
  if (parameters.quantity) parts.push(`数量 ${parameters.quantity}`)
  for (const [key, value] of Object.entries(parameters.factors ?? {})) parts.push(`${key} ${value}`)
  for (const [key, value] of Object.entries(parameters.counts ?? {})) parts.push(`${key} ${value}`)
  return parts.join('，') || '未填'
}
