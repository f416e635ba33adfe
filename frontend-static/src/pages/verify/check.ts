import { holds, verifyProof, type Check } from '@verify/proof.mjs'

/** What recomputing a proof came to. */
export interface Verified {
  ok: boolean
  checks: Check[]
  /** why nothing could be computed */
  failure: string | null
}

/** Recomputes the proof that a text is, in this very browser. */
export async function verifyText(text: string): Promise<Verified> {
  if (!globalThis.crypto?.subtle) {
    return failed(
      '浏览器只在 HTTPS 地址下提供 Web Crypto。请换用 HTTPS 地址，或下载脚本在本机验证。',
    )
  }
  let proof: unknown
  try {
    proof = JSON.parse(text)
  } catch {
    return failed('这不是一份 JSON：内容可能被截断或改坏。')
  }
  try {
    const checks = await verifyProof(proof)
    return { ok: holds(checks), checks, failure: null }
  } catch {
    return failed('这不是选取证明：缺少重新计算所需的内容。')
  }
}

/** The proof laid out for reading; what was changed by one byte stays one byte. */
export function layOut(proof: unknown): string {
  return JSON.stringify(proof, null, 2)
}

/** The same with one digit of the first server seed changed, for those who want to see 不通过. */
export function changeOneByte(text: string): string {
  return text.replace(
    /("serverSeed":\s*")([0-9a-f])/,
    (_, before: string, digit: string) => before + (digit === '0' ? '1' : '0'),
  )
}

function failed(failure: string): Verified {
  return { ok: false, checks: [], failure }
}
