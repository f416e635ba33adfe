import { group } from './decimal'

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
  return `${match[1]}${group(String(over / under))}${decimals ? `.${decimals}` : ''}`
}
