/** Exact decimals as strings: what a person types, what the API takes. No binary floating point is involved. */
export type Decimal = string

const CANONICAL = /^-?(0|[1-9]\d*)(\.\d*[1-9])?$/

/** Longest input we take: as long as any amount of the trade, far below what could hurt the server. */
const LONGEST = 30

/**
 * Reads what a person typed: full-width digits, thousands separators, blanks, and 万 / 亿 behind the number
 * when the field's unit is money. Answers null when it is not a plain decimal.
 *
 * @param unit the unit of the field, 元 or 万元 make the magnitudes readable ("1.2亿" in 万元 is 12000)
 */
export function readDecimal(typed: string, unit?: string): Decimal | null {
  const text = typed
    .normalize('NFKC')
    .replace(/[\s,，_]/g, '')
    .replace(/。/g, '.')
    .replace(/^\+/, '')
  const match = /^(-?)(\d*)\.?(\d*)(亿|万)?(元)?$/.exec(text)
  if (!match || text.length > LONGEST) return null
  const [, sign = '', whole = '', fraction = '', magnitude, yuan] = match
  if (whole === '' && fraction === '') return null
  const plain = canonical(`${sign}${whole || '0'}.${fraction}`)
  if (!magnitude && !yuan) return plain
  const unitExponent = unit === '元' ? 0 : unit === '万元' ? 4 : unit === '亿元' ? 8 : null
  if (unitExponent === null) return null
  const typedExponent = magnitude === '亿' ? 8 : magnitude === '万' ? 4 : 0
  return shift(plain, typedExponent - unitExponent)
}

/** Strips what carries no value: leading and trailing zeros, a minus before zero. */
export function canonical(decimal: string): Decimal {
  const negative = decimal.startsWith('-')
  const [whole = '', fraction = ''] = decimal.replace('-', '').split('.')
  const w = whole.replace(/^0+(?=\d)/, '') || '0'
  const f = fraction.replace(/0+$/, '')
  const value = f ? `${w}.${f}` : w
  return negative && value !== '0' ? `-${value}` : value
}

/** Moves the point to the right (positive) or the left (negative): multiplies by a power of ten, exactly. */
export function shift(decimal: Decimal, places: number): Decimal {
  const negative = decimal.startsWith('-')
  const [whole = '0', fraction = ''] = decimal.replace('-', '').split('.')
  const digits = whole + fraction
  const point = whole.length + places
  const padded =
    point <= 0
      ? `0.${'0'.repeat(-point)}${digits}`
      : point >= digits.length
        ? digits + '0'.repeat(point - digits.length)
        : `${digits.slice(0, point)}.${digits.slice(point)}`
  return canonical((negative ? '-' : '') + padded)
}

/** -1, 0 or 1, as a comes before, with or after b. */
export function compare(a: Decimal, b: Decimal): -1 | 0 | 1 {
  const places = Math.max(fractionDigits(a), fractionDigits(b))
  const left = scaled(a, places)
  const right = scaled(b, places)
  return left < right ? -1 : left > right ? 1 : 0
}

/** Thousands separators in the whole part: 1234567.5 → 1,234,567.5 */
export function group(decimal: Decimal): string {
  const [whole = '0', fraction] = decimal.split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',')
  return fraction === undefined ? grouped : `${grouped}.${fraction}`
}

/** Whether the text is a decimal in the one form that this module writes. */
export function isCanonical(text: string): boolean {
  return CANONICAL.test(text)
}

/**
 * How a person would say the quantity: 5000 万元 → "= 0.5 亿元 = 50,000,000 元". Null when there is nothing to add.
 */
export function magnitude(decimal: Decimal, unit: string): string | null {
  if (compare(decimal, '0') <= 0) return null
  if (unit === '万元') {
    const yuan = `${group(shift(decimal, 4))} 元`
    return compare(decimal, '1000') >= 0
      ? `= ${group(shift(decimal, -4))} 亿元 = ${yuan}`
      : `= ${yuan}`
  }
  if (unit === '元' && compare(decimal, '10000') >= 0) return `= ${group(shift(decimal, -4))} 万元`
  if (compare(decimal, '10000') >= 0) return `= ${group(shift(decimal, -4))} 万${unit}`
  return null
}

function fractionDigits(decimal: Decimal): number {
  return decimal.split('.')[1]?.length ?? 0
}

function scaled(decimal: Decimal, places: number): bigint {
  const [whole = '0', fraction = ''] = decimal.split('.')
  return BigInt(whole + fraction.padEnd(places, '0'))
}
