import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { expect, it } from 'vitest'
import type { Receipt, ReceiptKey } from '../../api/types'
import { statementOf, verifyReceipt } from './receipt'

const pair = generateKeyPairSync('ed25519')
const jwk = pair.publicKey.export({ format: 'jwk' })
const raw = Buffer.from(jwk.x!, 'base64url')
const fingerprint = createHash('sha256').update(raw).digest('hex')
const key: ReceiptKey = {
  algorithm: 'Ed25519',
  publicKey: raw.toString('hex'),
  fingerprint,
  jwk: { kty: 'OKP', crv: 'Ed25519', x: jwk.x!, kid: fingerprint, use: 'sig' },
}
const said = {
  number: 'CG-433101-20261128-0001',
  lot: 1,
  kind: 'bid',
  bidId: '0195f1c0-0000-7000-8000-000000000001',
  bidHash: 'ab'.repeat(32),
  receivedAt: '2026-11-28T03:04:05.678901Z',
  keyFingerprint: fingerprint,
} as Receipt
const statement = statementOf(said)
const receipt: Receipt = {
  ...said,
  statement,
  signature: sign(null, Buffer.from(statement), pair.privateKey).toString('hex'),
}

it('holds when nothing of it was changed', async () => {
  expect(await verifyReceipt(receipt, key)).toMatchObject({ ok: true })
})

it.each([
  ['the time', { receivedAt: '2026-11-28T03:04:05.678902Z' }],
  ['the lot', { lot: 2 }],
  ['the bid', { bidHash: 'ac'.repeat(32) }],
  ['the statement', { statement: statement.replace('bid', 'withdrawal') }],
  ['the signature', { signature: `00${receipt.signature.slice(2)}` }],
  ['the signature’s form', { signature: 'zz' }],
  ['the key’s name', { keyFingerprint: '00' }],
])('does not hold when %s is another', async (_, change) => {
  expect((await verifyReceipt({ ...receipt, ...change }, key)).ok).toBe(false)
})

it('does not hold when statement and members were changed together', async () => {
  const changed = { ...receipt, lot: 2 }
  const checked = await verifyReceipt({ ...changed, statement: statementOf(changed) }, key)
  expect(checked).toEqual({ ok: false, text: '签名无效：回执的内容被改动过' })
})

it('does not take a key that is not the one its fingerprint names', async () => {
  const other = { ...key, publicKey: '11'.repeat(32) }
  expect((await verifyReceipt(receipt, other)).text).toContain('指纹')
})
