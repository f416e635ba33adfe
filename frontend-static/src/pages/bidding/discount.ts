import { canonical, shift, type Decimal } from '../../text/decimal'

const WHOLE = 10_000n

/** 下浮率 as hundredths of a percent; null unless it is 0 to 99.99 with at most two decimals, as the API takes it. */
export function percentParts(percent: Decimal): bigint | null {
  return /^\d{1,2}(\.\d{1,2})?$/.test(percent) ? BigInt(shift(percent, 2)) : null
}

/** The amount that a discount off the ceiling comes to: whole fen, half up, exactly as the API computes it. */
export function amountOf(ceilingFen: number, percent: Decimal): bigint | null {
  const parts = percentParts(percent)
  if (parts === null) return null
  return (BigInt(ceilingFen) * (WHOLE - parts) + WHOLE / 2n) / WHOLE
}

/**
 * The discount that an amount is: exact when two decimals say it, otherwise cut to four with an ellipsis. Negative
 * when it is above the ceiling.
 */
export function discountOf(ceilingFen: number, amountFen: bigint): string {
  const ceiling = BigInt(ceilingFen)
  if (ceiling === 0n) return ''
  const over = (ceiling - amountFen) * 1_000_000n
  const cut = over % ceiling !== 0n
  return `${canonical(shift((over / ceiling).toString(), -4))}${cut ? '…' : ''}`
}

/** Where an amount lies between floor and ceiling, both inclusive. */
export function withinBounds(
  amountFen: bigint,
  ceilingFen: number,
  floorFen: number,
): 'above' | 'below' | 'inside' {
  if (amountFen > BigInt(ceilingFen)) return 'above'
  return amountFen < BigInt(floorFen) ? 'below' : 'inside'
}
