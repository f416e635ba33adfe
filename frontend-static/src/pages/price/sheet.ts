import type { Rule, Tier } from '../../api/types'
import { canonical, group, shift } from '../../text/decimal'

/** A tier's interval as the document would print it: the lower end excluded, the upper included. */
export function rangeText(tier: Tier, rule: Rule): string {
  if (tier.selector) return tier.selector
  const unit = rule.baseUnit ?? ''
  const { lowerBound: low, upperBound: high } = tier
  if (low === null && high === null) return `每${unit}`
  if (high === null) return low === '0' ? `不限` : `${group(low ?? '0')} ${unit}以上`
  if (low === null || canonical(low) === '0') return `${group(high)} ${unit}以下（含）`
  return `${group(low)} — ${group(high)} ${unit}（含）`
}

/** A tier's price in words and units. */
export function amountText(tier: Tier, rule: Rule): string {
  const unit = rule.amountUnit
  const single = tier.rateOrAmount
  const span = `${tier.lowAmount} — ${tier.highAmount}`
  switch (tier.kind) {
    case 'marginal_rate':
      return `本档部分 × ${single !== null ? percent(single) : `${percent(tier.lowAmount)} 至 ${percent(tier.highAmount)}`}`
    case 'flat_rate':
      return `全额 × ${single !== null ? percent(single) : `${percent(tier.lowAmount)} 至 ${percent(tier.highAmount)}`}`
    case 'interp':
      return `${span} ${unit}，插值`
    case 'range':
      return `${span} ${unit}，协商`
    case 'open_floor':
      return `${single ?? tier.lowAmount} ${unit}以上，无上限`
    case 'unit_amount':
      return `${single ?? span} ${unit}/${rule.baseUnit ?? '单位'}`
    case 'fixed_amount':
      return `${single ?? span} ${unit}`
  }
}

/** The permitted deviation from the baseline, or null when there is none. */
export function adjustText(rule: Rule): string | null {
  const { adjustMin: low, adjustMax: high } = rule
  if (low === null || high === null) return null
  if (canonical(low) === '0')
    return canonical(high) === '1' ? '不高于标准' : `不高于标准的 ${percent(high)}`
  if (canonical(low) === '1' && canonical(high) === '1') return null
  return `标准的 ${percent(low)} 至 ${percent(high)}`
}

/** A fraction as a percentage, exactly: 0.0155 → 1.55% */
export function percent(fraction: string | null): string {
  return fraction === null ? '—' : `${shift(canonical(fraction), 2)}%`
}
