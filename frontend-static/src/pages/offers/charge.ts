import type { FieldError } from './fields'
import { readDecimal, shift } from '../../text/decimal'

/** What a person typed of a charge, apart from the project's parameters. */
export interface Charge {
  item: string
  uscc: string
  region: string
  date: string
  amount: string
  payer: string
}

/** 元 with at most two decimals as whole fen; null when it is not an amount that can be paid. */
export function fenOf(typed: string): number | null {
  const decimal = readDecimal(typed, '元')
  if (decimal === null || decimal.startsWith('-')) return null
  const fen = shift(decimal, 2)
  if (fen.includes('.') || fen.length > 15 || fen === '0') return null
  return Number(fen)
}

/** What is wrong or missing, each at its field. */
export function chargeErrors(charge: Charge): FieldError[] {
  const errors: FieldError[] = []
  if (!charge.item) errors.push({ id: 'c-item', text: '请选择服务事项' })
  if (charge.uscc === '?')
    errors.push({ id: 'c-uscc', text: '请从名录中选择机构，或填写 18 位统一社会信用代码，或留空' })
  if (!/^\d{4}-\d\d-\d\d$/.test(charge.date)) errors.push({ id: 'c-date', text: '请填写收费日期' })
  if (!charge.amount.trim()) errors.push({ id: 'c-amount', text: '请填写收费金额' })
  else if (fenOf(charge.amount) === null)
    errors.push({ id: 'c-amount', text: '金额须大于 0，最多两位小数，例如 16800 或 16800.50' })
  if (!charge.payer) errors.push({ id: 'c-payer', text: '请选择谁付的钱' })
  return errors
}

/** The field that a refusal's pointer speaks of. */
export function fieldOfPointer(pointer: string): string {
  const name = pointer.replace(/^#?\//, '').split('/')[0] ?? ''
  const known: Record<string, string> = {
    itemCode: 'c-item',
    uscc: 'c-uscc',
    regionCode: 'c-region',
    chargedOn: 'c-date',
    amountFen: 'c-amount',
    payer: 'c-payer',
  }
  return known[name] ?? 'c-parameters'
}
