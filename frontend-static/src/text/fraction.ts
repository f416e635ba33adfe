import { group, shift } from './decimal'

/**
 * An exact fraction "over/under" in decimals: "436/5" → 87.2. What runs on beyond `places` is cut and says so with an
 * ellipsis; it is never rounded.
 *
 * @param divideBy 100 makes yuan of fen
 */
export function fractionText(fraction: string, places = 4, divideBy = 1n): string {
  const match = /^(-?)(\d+)\/(\d+)$/.exec(fraction)
  if (!match) return fraction
  const over = BigInt(match[2]!)
  const under = BigInt(match[3]!) * divideBy
  if (under === 0n) return fraction
  let left = over % under
  let digits = ''
  while (left !== 0n && digits.length < places) {
    left *= 10n
    digits += String(left / under)
    left %= under
  }
  const least = divideBy === 100n ? 2 : 0
  const decimals = `${digits.padEnd(least, '0')}${left === 0n ? '' : '…'}`
  return `${match[1] && '−'}${group(String(over / under))}${decimals ? `.${decimals}` : ''}`
}

/** An exact fraction as people read a mean, rounded half up: "12/4" → 3.00, "512/124" → 4.13; what is none is left alone. */
export function roundedFraction(fraction: string, places = 2): string {
  const match = /^(\d+)\/(\d+)$/.exec(fraction)
  const under = BigInt(match?.[2] ?? 0)
  if (!match || under === 0n) return fraction
  const scaled = BigInt(match[1]!) * 10n ** BigInt(places)
  const [whole = '0', digits = ''] = shift(
    String((2n * scaled + under) / (2n * under)),
    -places,
  ).split('.')
  return `${group(whole)}.${digits.padEnd(places, '0')}`
}

/** Whether a fraction is more than its two places say, so that the fraction has to be said, too. */
export function isRounded(fraction: string, places = 2): boolean {
  const match = /^(\d+)\/(\d+)$/.exec(fraction)
  const under = BigInt(match?.[2] ?? 0)
  return under !== 0n && (BigInt(match![1]!) * 10n ** BigInt(places)) % under !== 0n
}
