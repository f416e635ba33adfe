// node --test ops/verify/*.test.mjs: a proof holds, and one changed byte in any part of it does not.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { holds, verifyProof } from './proof.mjs'
import { combineSeed, commitment, poolHash, select, sha256, toHex } from './selection.mjs'

const folder = new URL('../selection-vectors/', import.meta.url)
const vectors = readdirSync(folder)
    .filter((file) => file.endsWith('.json') && file !== 'seed.json')
    .flatMap((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')))

const SEED = '0123456789abcdef'.repeat(4)
const SIGNATURE = 'b6'.repeat(48)
const hex = (bytes) => Uint8Array.from(bytes.match(/../g), (pair) => parseInt(pair, 16))

/** A proof as the market publishes it, of a vector's method and bids. */
async function lotOf(vector, beaconed) {
    const pool = vector.bids.map((bid) => bid.uscc).sort()
    const lot = {
        lotNo: 1,
        method: vector.method,
        bids: vector.bids,
        serverSeed: SEED,
        commitment: await commitment(SEED),
        pool,
        poolHash: await poolHash(pool),
        nonces: pool.map((_, i) => (i === 0 ? '00'.repeat(32) : `${i % 10}f`.repeat(32))),
        beacon: beaconed ? toHex(await sha256(hex(SIGNATURE))) : null,
        beaconSource: beaconed
            ? { chain: 'c', round: 7, signature: SIGNATURE, signatureVerified: false }
            : null,
    }
    lot.seed = await combineSeed(lot)
    lot.expected = await select(lot)
    return lot
}

const proofOf = async (vector, beaconed) => ({ number: 'CG-433101-20261128-0001', lots: [await lotOf(vector, beaconed)] })
const drawn = vectors.find((vector) => vector.method.code === 'random_draw' && vector.bids.length > 2)
const failures = async (proof) => (await verifyProof(proof)).filter((one) => !one.ok)

for (const vector of vectors) {
    test(`a proof of ${vector.method.code} holds: ${vector.name}`, async () => {
        assert.deepEqual(await failures(await proofOf(vector, false)), [])
        assert.deepEqual(await failures(await proofOf(vector, true)), [])
    })
}

test('the order of members says nothing', async () => {
    const { number, lots } = await proofOf(drawn, true)
    const turned = Object.fromEntries(Object.entries(lots[0]).reverse())
    assert.ok(holds(await verifyProof({ lots: [turned], number })))
})

const flip = (digits) => (digits[0] === '0' ? '1' : '0') + digits.slice(1)
const changes = {
    'the server seed': (lot) => ({ ...lot, serverSeed: flip(lot.serverSeed) }),
    'the commitment': (lot) => ({ ...lot, commitment: flip(lot.commitment) }),
    'a bidder in the pool': (lot) => ({ ...lot, pool: [flip(lot.pool[0]), ...lot.pool.slice(1)] }),
    'the hash of the pool': (lot) => ({ ...lot, poolHash: flip(lot.poolHash) }),
    'a nonce': (lot) => ({ ...lot, nonces: [...lot.nonces.slice(0, -1), flip(lot.nonces.at(-1))] }),
    'the beacon': (lot) => ({ ...lot, beacon: flip(lot.beacon) }),
    "the beacon's signature": (lot) => ({
        ...lot,
        beaconSource: { ...lot.beaconSource, signature: `a${lot.beaconSource.signature.slice(1)}` },
    }),
    'the seed': (lot) => ({ ...lot, seed: flip(lot.seed) }),
    "a bidder's code": (lot) => ({
        ...lot,
        bids: [{ ...lot.bids[0], uscc: flip(lot.bids[0].uscc) }, ...lot.bids.slice(1)],
    }),
    'an amount': (lot) => ({
        ...lot,
        bids: [{ ...lot.bids[0], amountFen: Number(lot.bids[0].amountFen) + 1 }, ...lot.bids.slice(1)],
    }),
    'the method': (lot) => ({ ...lot, method: { ...lot.method, minimum: 99 } }),
    'who is selected': (lot) => ({
        ...lot,
        expected: { ...lot.expected, ranking: lot.expected.ranking.toReversed() },
    }),
    'a draw': (lot) => ({
        ...lot,
        expected: {
            ...lot.expected,
            draws: [{ ...lot.expected.draws[0], index: lot.expected.draws[0].index + 1 }],
        },
    }),
}

for (const [what, change] of Object.entries(changes)) {
    test(`${what} changed by one byte does not hold`, async () => {
        const proof = await proofOf(drawn, true)
        assert.notDeepEqual(await failures({ ...proof, lots: [change(proof.lots[0])] }), [])
    })
}

test('nothing at all proves nothing', async () => {
    for (const nothing of [{}, { lots: [] }, { lots: [{}] }, null]) {
        assert.equal(holds(await verifyProof(nothing)), false)
    }
})

test('the script says 通过 or 不通过, and ends so', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'proof-'))
    const run = (proof) => {
        const file = join(dir, 'proof.json')
        writeFileSync(file, JSON.stringify(proof))
        const done = spawnSync(process.execPath, [fileURLToPath(new URL('proof.mjs', import.meta.url)), file])
        return [done.status, String(done.stdout).trim().split('\n').at(-1)]
    }
    try {
        const proof = await proofOf(drawn, false)
        assert.deepEqual(run(proof), [0, '通过'])
        assert.deepEqual(run({ ...proof, lots: [changes['the server seed'](proof.lots[0])] }), [1, '不通过'])
    } finally {
        rmSync(dir, { recursive: true })
    }
})
