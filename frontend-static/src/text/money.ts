import { canonical, group, shift, type Decimal } from './decimal'

/** Whole fen, as the API sends them. */
export type Fen = number | string | bigint

// as wide as a plus, and never taken for a dash; every amount that is shown has this one
const MINUS = '−'

/** Fen as yuan with thousands separators and two decimals: 1440000 → 14,400.00 */
export function yuan(fen: Fen): string {
  const value = wholeFen(fen)
  const sign = value < 0n ? MINUS : ''
  const digits = (value < 0n ? -value : value).toString().padStart(3, '0')
  return `${sign}${group(digits.slice(0, -2))}.${digits.slice(-2)}`
}

/**
 * The amount in 万元 or 亿元 for people who think in them, or null below 1 万元. At most two decimals; what is
 * rounded says 约.
 */
export function wan(fen: Fen): string | null {
  const value = wholeFen(fen)
  if (value < 1_000_000n) return null
  const [unitFen, unit] =
    value >= 10_000_000_000n ? [10_000_000_000n, '亿元'] : [1_000_000n, '万元']
  const hundredth = unitFen / 100n
  const rounded = (value + hundredth / 2n) / hundredth
  const text = group(canonical(shift(rounded.toString(), -2)))
  return `${rounded * hundredth === value ? '' : '约 '}${text} ${unit}`
}

/** An interval in one line. A missing upper end means that the rule names none. */
export function interval(minFen: Fen, maxFen: Fen | null): string {
  if (maxFen === null) return `${yuan(minFen)} 元以上`
  if (wholeFen(minFen) === wholeFen(maxFen)) return `${yuan(minFen)} 元`
  return `${yuan(minFen)} — ${yuan(maxFen)} 元`
}

const WORKING_DIGITS = 4

/**
 * A fraction of fen as the working carries it, in yuan with at least two decimals: "960000.5" → 9,600.005. What runs
 * on beyond four decimals is cut and says so with an ellipsis; it is never rounded, for the rounding is a step of its own.
 */
export function exactYuan(exactFen: Decimal): string {
  if (!/^-?\d+(\.\d+)?$/.test(exactFen)) return exactFen
  const [whole = '0', fraction = ''] = shift(exactFen, -2).split('.')
  const cut = fraction.length > WORKING_DIGITS
  return `${group(whole).replace('-', MINUS)}.${cut ? `${fraction.slice(0, WORKING_DIGITS)}…` : fraction.padEnd(2, '0')}`
}

/** Whole fen as a big integer; anything that cannot be exact is refused loudly rather than shown wrongly. */
export function wholeFen(fen: Fen): bigint {
  if (typeof fen === 'bigint') return fen
  if (typeof fen === 'number' && !Number.isSafeInteger(fen)) {
    throw new RangeError(`not a whole number of fen that can be shown exactly: ${fen}`)
  }
  return BigInt(fen)
}
