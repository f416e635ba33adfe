import type { ItemDetail, QuoteRequest } from '../../api/types'
import { group, isCanonical } from '../../text/decimal'
import { linkedParameters } from '../offers/offers'
import { PLAIN_FIELDS } from '../offers/plain'
import { appliesHere, firstRule, rulesOf } from '../price/calculator'
import { fieldsOf, type Field } from '../price/parameters'

/**
 * What a lot of this item is asked: all that the rules which bind here want to know; where none does, what the
 * reference wants, for agencies price by it; and where there is none, what formulas may ask.
 */
export function fieldsHere(item: ItemDetail): Field[] {
  const binding = item.rulesInForce.filter((r) => r.tiersKnown && appliesHere(r))
  const first = firstRule(rulesOf(item))
  const asking = binding.length ? binding : first?.tiersKnown ? [first] : []
  const fields = new Map<string, Field>()
  for (const field of asking.flatMap(fieldsOf)) {
    const known = fields.get(field.id)
    if (known?.kind === 'selector' && field.kind === 'selector') {
      const options = [...new Set([...known.options, ...field.options])]
      fields.set(field.id, { ...known, options })
    } else if (!known) fields.set(field.id, field)
  }
  return fields.size ? [...fields.values()] : PLAIN_FIELDS
}

/** What a lot was measured by, in the words of its fields; what no field asks for keeps its own name. */
export function inWords(fields: readonly Field[], parameters: QuoteRequest): string {
  const { asOf: _, ...given } = linkedParameters(parameters)
  return Object.entries(given)
    .map(([id, value]) => {
      const field = fields.find((f) => f.id === id)
      const number = isCanonical(value) ? group(value) : value
      const unit = field && 'unit' in field ? field.unit : ''
      return field?.kind === 'selector' ? value : `${field?.label ?? id} ${number} ${unit}`.trim()
    })
    .join('，')
}
