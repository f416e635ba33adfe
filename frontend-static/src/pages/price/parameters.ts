import type { QuoteRequest, Rule } from '../../api/types'
import { canonical, compare, group, readDecimal, shift } from '../../text/decimal'

/** One input of the calculator. The rule says which there are; the page draws them and knows nothing else. */
export type Field =
  | { kind: 'base'; id: 'base'; label: string; unit: string; required: boolean }
  | {
      kind: 'quantity'
      id: 'quantity'
      label: string
      unit: string
      required: boolean
      start: string
    }
  | { kind: 'selector'; id: 'selector'; label: string; options: string[]; required: true }
  | { kind: 'option'; id: string; key: string; label: string; options: Choice[]; start: string }
  | { kind: 'range'; id: string; key: string; label: string; hint: string; start: string }
  | { kind: 'count'; id: string; key: string; label: string; hint: string; start: string }

/** A choice of an option factor; value is the label the API takes, empty = the factor's default. */
export interface Choice {
  value: string
  text: string
}

/** What is typed, by field id. */
export type Values = Record<string, string>

/** What the typed values amount to: a request, or what is missing or unreadable, by field id. */
export interface Reading {
  request: QuoteRequest
  missing: string[]
  errors: Record<string, string>
}

/** The inputs that a rule asks for, in the order in which it applies them. */
export function fieldsOf(rule: Rule): Field[] {
  const fields: Field[] = []
  const { base, quantity, selector } = rule.form
  if (selector && selector.options.length > 0) {
    fields.push({
      kind: 'selector',
      id: 'selector',
      label: rule.baseParameter ?? '收费项目',
      options: selector.options,
      required: true,
    })
  }
  if (base) fields.push({ kind: 'base', id: 'base', ...base })
  if (quantity) {
    fields.push({
      kind: 'quantity',
      id: 'quantity',
      label: selector ? '数量' : (rule.baseParameter ?? '数量'),
      unit: quantity.unit ?? '',
      required: quantity.required,
      start: quantity.defaultValue ?? '',
    })
  }
  for (const factor of rule.factors) {
    const id = `factors.${factor.key}`
    const usualValue = factor.defaultValue ?? '1'
    if (factor.type === 'option') {
      const options = factor.options ?? []
      const usual = options.find((o) => sameNumber(o.value, usualValue))
      const choices = options.map((o) => ({
        value: o.label,
        text: `${o.label}（×${o.value}）`,
      }))
      if (!usual) choices.unshift({ value: '', text: `不调整（×${usualValue}）` })
      fields.push({
        kind: 'option',
        id,
        key: factor.key,
        label: factor.label,
        options: choices,
        start: usual?.label ?? '',
      })
    } else if (factor.type === 'range') {
      fields.push({
        kind: 'range',
        id,
        key: factor.key,
        label: factor.label,
        hint: `${factor.min} 至 ${factor.max}，不填按 ${usualValue}`,
        start: '',
      })
    } else {
      fields.push({
        kind: 'count',
        id: `counts.${factor.key}`,
        key: factor.key,
        label: factor.label,
        hint: `每增加 1 个，乘数增加 ${group(shift(canonical(factor.rate ?? '0'), 2))}%`,
        start: '',
      })
    }
  }
  return fields
}

/** The values to start with: what the link carries, else what the rule says. */
export function startValues(fields: Field[], fromLink: Values = {}): Values {
  const values: Values = {}
  for (const field of fields) {
    const linked = fromLink[field.id]
    values[field.id] = linked !== undefined && allowed(field, linked) ? linked : startOf(field)
  }
  return values
}

/** Reads the typed values into the request that the API takes. Decimals stay exact strings throughout. */
export function read(fields: Field[], values: Values): Reading {
  const reading: Reading = { request: {}, missing: [], errors: {} }
  const { request, missing, errors } = reading
  for (const field of fields) {
    const typed = (values[field.id] ?? '').trim()
    if (typed === '') {
      if ('required' in field && field.required) missing.push(field.id)
      continue
    }
    switch (field.kind) {
      case 'selector':
        request.selector = typed
        break
      case 'option':
        if (typed !== field.start) (request.factors ??= {})[field.key] = typed
        break
      case 'base':
      case 'quantity':
      case 'range': {
        const decimal = readDecimal(typed, field.kind === 'range' ? undefined : field.unit)
        if (decimal === null) errors[field.id] = '请填写数字，例如 5000 或 1234.56'
        else if (field.kind === 'range') (request.factors ??= {})[field.key] = decimal
        else if (compare(decimal, '0') <= 0) errors[field.id] = '须大于 0'
        else request[field.kind] = decimal
        break
      }
      case 'count': {
        const decimal = readDecimal(typed)
        if (decimal === null || !/^\d{1,6}$/.test(decimal)) errors[field.id] = '请填写整数，例如 2'
        else if (decimal !== '0') (request.counts ??= {})[field.key] = decimal
      }
    }
  }
  return reading
}

/** The part of the values that a link must carry: whatever differs from the start. */
export function linkOf(fields: Field[], values: Values): Values {
  const link: Values = {}
  for (const field of fields) {
    const typed = (values[field.id] ?? '').trim()
    if (typed !== startOf(field)) link[field.id] = typed
  }
  return link
}

/** The field that a problem's JSON pointer or parameter name speaks of, or null when none of ours. */
export function fieldOf(fields: Field[], pointer: string): Field | null {
  const path = pointer.replace(/^#?\//, '').split(/[/.]/)
  return (
    fields.find((f) => f.id === path.join('.')) ??
    fields.find((f) => f.id === path[0]) ??
    fields.find((f) => 'key' in f && f.key === path[path.length - 1]) ??
    null
  )
}

/** The DOM id of a field's input. */
export function inputId(field: { id: string }): string {
  return `p-${field.id.replace(/[^\w-]/g, '-')}`
}

function startOf(field: Field): string {
  return 'start' in field ? field.start : ''
}

function allowed(field: Field, value: string): boolean {
  if (field.kind === 'option') return field.options.some((o) => o.value === value)
  if (field.kind === 'selector') return field.options.includes(value)
  return value.length <= 40
}

function sameNumber(a: string, b: string): boolean {
  return compare(canonical(a), canonical(b)) === 0
}
