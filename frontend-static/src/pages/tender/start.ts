import type { LocationQuery } from 'vue-router'
import type { QuoteRequest } from '../../api/types'
import { listOf } from '../discovery/query'
import { emptyForm, emptyLot, type RequestForm } from './form'

/** A request as a link begins it: `?act=…&item=…`, with the parameters of the item's calculator. */
export function startOf(query: LocationQuery): RequestForm {
  const one = (name: string) => listOf(query[name])[0]?.slice(0, 40) ?? ''
  const form = emptyForm()
  form.actCode = one('act')
  form.regionCode = /^\d{6}$/.test(one('region')) ? one('region') : ''
  const item = one('item')
  if (item) form.lots = [{ ...emptyLot(item), parameters: parametersIn(query) }]
  return form
}

function parametersIn(query: LocationQuery): QuoteRequest | null {
  const found: QuoteRequest = {}
  for (const [name, value] of Object.entries(query)) {
    if (typeof value !== 'string' || !value) continue
    const [group, key] = name.split('.')
    if (name === 'base' || name === 'quantity' || name === 'selector') found[name] = value
    else if ((group === 'factors' || group === 'counts') && key) {
      found[group] = { ...found[group], [key]: value }
    }
  }
  return Object.keys(found).length ? found : null
}
