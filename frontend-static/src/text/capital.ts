import { wholeFen, type Fen } from './money'

const DIGITS = '零壹贰叁肆伍陆柒捌玖'
const PLACES = ['', '拾', '佰', '仟']
const GROUPS = ['', '万', '亿', '万亿']

/** An amount in the capital characters that law wants on receipts: 1050 fen → 壹拾元伍角整. Not for negative amounts. */
export function capital(fen: Fen): string {
  const value = wholeFen(fen)
  if (value < 0n) throw new RangeError('only amounts that can be paid')
  const yuan = value / 100n
  const jiao = Number((value / 10n) % 10n)
  const cent = Number(value % 10n)
  const whole = yuan > 0n ? `${wholeNumber(yuan.toString())}元` : ''
  if (jiao === 0 && cent === 0) return `${whole || '零元'}整`
  const gap = jiao === 0 && whole ? '零' : ''
  const tenths = jiao ? `${DIGITS[jiao]}角` : gap
  return whole + tenths + (cent ? `${DIGITS[cent]}分` : '整')
}

function wholeNumber(digits: string): string {
  const groups: string[] = []
  for (let end = digits.length; end > 0; end -= 4)
    groups.unshift(digits.slice(Math.max(0, end - 4), end))
  let text = ''
  let owed = false
  groups.forEach((group, i) => {
    const value = Number(group)
    if (value === 0) {
      owed = text !== ''
      return
    }
    if (text && (owed || group.startsWith('0'))) text += '零'
    owed = false
    text += fourDigits(String(value)) + (GROUPS[groups.length - 1 - i] ?? '')
  })
  return text
}

function fourDigits(digits: string): string {
  let text = ''
  let owed = false
  ;[...digits].forEach((digit, i) => {
    if (digit === '0') owed = true
    else {
      if (owed) text += '零'
      owed = false
      text += DIGITS[Number(digit)]! + PLACES[digits.length - 1 - i]!
    }
  })
  return text
}
