import type { Receipt, ReceiptKey } from '../../api/types'

/** What checking a receipt in this browser came to. */
export interface Checked {
  ok: boolean
  text: string
}

/** The text that is signed: everything the receipt says, line by line. */
export function statementOf(r: Receipt): string {
  return [
    'mingjia receipt 1',
    r.number,
    String(r.lot),
    r.kind,
    r.bidId,
    r.bidHash,
    r.receivedAt,
  ].join('\n')
}

/** Checks a receipt against the market's public key, with nothing but this browser's Web Crypto. */
export async function verifyReceipt(receipt: Receipt, key: ReceiptKey): Promise<Checked> {
  const subtle = globalThis.crypto?.subtle
  if (!subtle) return no('浏览器只在 HTTPS 地址下提供 Web Crypto，请换用 HTTPS 地址验证')
  if (receipt.statement !== statementOf(receipt)) return no('回执的内容与签名的文字不一致')
  if (receipt.keyFingerprint !== key.fingerprint) return no('回执不是用本平台现在的公钥签名的')
  const raw = bytesOf(key.publicKey)
  const signature = bytesOf(receipt.signature)
  if (!raw || !signature) return no('公钥或签名不是十六进制')
  if (hexOf(await subtle.digest('SHA-256', raw)) !== key.fingerprint) {
    return no('公钥与其指纹不一致')
  }
  let imported: CryptoKey
  try {
    imported = await subtle.importKey('raw', raw, { name: 'Ed25519' }, false, ['verify'])
  } catch {
    return no('这个浏览器还不支持 Ed25519，请换用较新的浏览器，或下载回执后在别处验证')
  }
  const statement = new TextEncoder().encode(receipt.statement)
  const holds = await subtle.verify({ name: 'Ed25519' }, imported, signature, statement)
  return holds
    ? { ok: true, text: '签名有效：平台确认在该时刻收到了这份密封报价' }
    : no('签名无效：回执的内容被改动过')
}

function no(text: string): Checked {
  return { ok: false, text }
}

function bytesOf(hex: string): Uint8Array<ArrayBuffer> | null {
  if (!/^([0-9a-f]{2})+$/.test(hex)) return null
  return Uint8Array.from(hex.match(/../g)!, (pair) => parseInt(pair, 16))
}

function hexOf(bytes: ArrayBuffer): string {
  return Array.from(new Uint8Array(bytes), (b) => b.toString(16).padStart(2, '0')).join('')
}
