import { readFileSync } from 'node:fs'
import { combineSeed, commitment, poolHash, select } from '@verify/selection.mjs'
import { beforeAll, expect, it } from 'vitest'
import { changeOneByte, layOut, verifyText } from './check'

/** A proof as the API gives it, made of a published vector. */
let text = ''
beforeAll(async () => {
  const vectors = JSON.parse(readFileSync('../ops/selection-vectors/random_draw.json', 'utf8')) as {
    method: object
    bids: { uscc: string }[]
  }[]
  const { method, bids } = vectors.find((v) => v.bids.length >= 3)!
  const pool = bids.map((b) => b.uscc).sort()
  const serverSeed = '5a'.repeat(32)
  const nonces = pool.map((_, i) => String(i).repeat(64).slice(0, 64))
  const seed = await combineSeed({ serverSeed, pool, nonces })
  const lot = {
    lotNo: 1,
    method,
    bids,
    serverSeed,
    commitment: await commitment(serverSeed),
    pool,
    poolHash: await poolHash(pool),
    nonces,
    beacon: null,
    beaconSource: null,
    seed,
    expected: await select({ method, bids, seed }),
  }
  text = layOut({ number: 'CG-433101-20261128-0001', title: '示例', lots: [lot] })
})

it('passes a proof that nobody touched', async () => {
  const verified = await verifyText(text)
  expect(verified).toMatchObject({ ok: true, failure: null })
  expect(verified.checks.length).toBeGreaterThan(4)
})

it('fails it after one byte', async () => {
  const changed = changeOneByte(text)
  expect(changed.length).toBe(text.length)
  const { ok, checks } = await verifyText(changed)
  expect(ok).toBe(false)
  expect(checks.filter((c) => !c.ok).length).toBeGreaterThan(0)
})

it.each(['{', '[]', 'null', '{"lots":[]}', '{"lots":[{}]}', '{"lots":[null]}'])(
  'passes nothing that is no proof: %s',
  async (no) => {
    expect((await verifyText(no)).ok).toBe(false)
  },
)
