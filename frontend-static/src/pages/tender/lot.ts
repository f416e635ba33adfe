import type { ItemDetail } from '../../api/types'
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
