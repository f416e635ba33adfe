// node --test ops/verify/*.test.mjs: the published vectors, in this language.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { combineSeed, commitment, drawsFrom, poolHash, poolText, select } from './selection.mjs'

const folder = new URL('../selection-vectors/', import.meta.url)
const read = (file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8'))
const methods = readdirSync(folder).filter((file) => file.endsWith('.json') && file !== 'seed.json')

for (const file of methods) {
    for (const vector of read(file)) {
        test(`${file}: ${vector.name}`, async () => {
            assert.deepEqual(await select(vector), vector.expected)
        })
    }
}

for (const vector of read('seed.json')) {
    test(`the seed of ${vector.name}, and what is drawn from it`, async () => {
        assert.equal(poolText(vector.pool), vector.poolText)
        assert.equal(await poolHash(vector.pool), vector.poolHash)
        assert.equal(await commitment(vector.serverSeed), vector.commitment)
        assert.equal(await combineSeed(vector), vector.seed)
        const draws = drawsFrom(vector.seed)
        for (const draw of vector.draws) assert.equal(await draws.next(draw.of), draw.index)
    })
}

test('one changed byte gives another seed', async () => {
    const [vector] = read('seed.json')
    const changed = vector.serverSeed.replace(/^./, (digit) => (digit === '0' ? '1' : '0'))
    assert.notEqual(await combineSeed({ ...vector, serverSeed: changed }), vector.seed)
})

test('who stands twice in the pool is refused', async () => {
    const bid = { uscc: 'A', amountFen: '5' }
    const seed = '00'.repeat(32)
    await assert.rejects(select({ method: { code: 'random_draw', minimum: 1 }, bids: [bid, bid], seed }), /twice/)
})
