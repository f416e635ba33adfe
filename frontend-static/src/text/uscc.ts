// 统一社会信用代码: GB 32100-2015 as a whole, GB 11714 for the body code in places 9 to 17.
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const NEVER_USED = 'IOSVZ'
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const BODY_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const BODY_CHECKS = '0123456789X'
const BODY_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2]
const LENGTH = 18

/** As it is kept: upper case, without the blanks that come with pasting. Full-width characters are not corrected. */
export function normalUscc(typed: string): string {
  const text = typed.replace(/\s/g, '')
  return /^[\x20-\x7e]*$/.test(text) ? text.toUpperCase() : text
}

/**
 * What is wrong with a code so far, or null. While one types, a code that is merely not complete is not wrong yet.
 *
 * @param finished whether the person has left the field
 */
export function usccProblem(typed: string, finished: boolean): string | null {
  const code = normalUscc(typed)
  for (const [i, c] of [...code].entries()) {
    if (NEVER_USED.includes(c)) {
      return `第 ${i + 1} 位“${c}”有误：统一社会信用代码不使用 I、O、S、V、Z，请核对是否为数字 1、0、5、2 等`
    }
    if (!ALPHABET.includes(c)) {
      return `第 ${i + 1} 位“${c}”不是可用的字符，请用半角数字和大写字母`
    }
    if (i >= 2 && i < 8 && c > '9') return `第 ${i + 1} 位“${c}”应为数字（登记机关行政区划码）`
  }
  if (code.length > LENGTH) return `统一社会信用代码为 18 位，已输入 ${code.length} 位`
  if (code.length < LENGTH) {
    return finished ? `统一社会信用代码为 18 位，已输入 ${code.length} 位` : null
  }
  const body = BODY_CHECKS[(11 - (sum(code, 8, BODY_WEIGHTS, BODY_ALPHABET) % 11)) % 11]
  if (code[16] !== body) {
    return `第 17 位校验码“${code[16]}”与第 9 至 16 位不符，请逐位核对`
  }
  const whole = ALPHABET[(31 - (sum(code, 0, WEIGHTS, ALPHABET) % 31)) % 31]
  return code[17] === whole ? null : `第 18 位校验码“${code[17]}”与前 17 位不符，请逐位核对`
}

function sum(code: string, from: number, weights: number[], alphabet: string): number {
  return weights.reduce((total, w, i) => total + w * alphabet.indexOf(code[from + i]!), 0)
}
