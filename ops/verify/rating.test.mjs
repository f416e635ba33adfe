// node --test ops/verify/*.test.mjs: the published vectors in this language, and a run that is checked whole.
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { fraction, hundredths, rateAll } from './rating.mjs'

const vectors = JSON.parse(readFileSync(new URL('../rating-vectors/rating.json', import.meta.url), 'utf8'))
const script = fileURLToPath(new URL('./rating.mjs', import.meta.url))
const sha256 = (text) => createHash('sha256').update(text).digest('hex')

for (const vector of vectors) {
    test(vector.name, () => assert.deepEqual(rateAll(vector.inputs), vector.expected))
}

test('half is rounded up, once', () => {
    assert.equal(hundredths(fraction(1, 200)), 1)
    assert.equal(hundredths(fraction(1, 201)), 0)
    assert.equal(hundredths(fraction(-1, 200)), 0)
    assert.equal(hundredths(fraction(-3, 200)), -1)
    assert.equal(hundredths(fraction(10, 3)), 333)
})

/** A run as it is downloaded, in a folder of its own. */
function downloaded(change = (files) => files) {
    const folder = mkdtempSync(join(tmpdir(), 'rating-'))
    const { inputs, expected } = vectors.find((vector) => vector.inputs.length === 4)
    const files = { inputs: inputs.join('\n') + '\n', results: expected.join('\n') + '\n' }
    const run = {
        year: 2025,
        version: 1,
        formula: { ...JSON.parse(inputs[0]).formula, reason: 'why', at: '2026-01-01' },
        agencies: inputs.length - 1,
        inputsHash: sha256(files.inputs),
        resultsHash: sha256(files.results),
    }
    const changed = change({ ...files, run })
    const names = [
        ['run.json', JSON.stringify(changed.run)],
        ['inputs.ndjson', changed.inputs],
        ['results.ndjson', changed.results],
    ].map(([name, content]) => {
        writeFileSync(join(folder, name), content)
        return join(folder, name)
    })
    return { names, end: () => rmSync(folder, { recursive: true }) }
}

test('a run as it was published: 通过', () => {
    const { names, end } = downloaded()
    assert.match(execFileSync('node', [script, ...names], { encoding: 'utf8' }), /^通过：2025/)
    end()
})

const changes = {
    'one byte of the inputs': (all) => ({ ...all, inputs: all.inputs.replace('2025-06-15', '2025-06-16') }),
    'one byte of the results': (all) => ({ ...all, results: all.results.replace('"evaluated":3', '"evaluated":2') }),
    'a result with a hash that was made to fit': (all) => {
        const results = all.results.replace(/"score":\d+/, '"score":9999')
        return { ...all, results, run: { ...all.run, resultsHash: sha256(results) } }
    },
    'an agency left out of the results': (all) => ({ ...all, results: all.results.split('\n').slice(1).join('\n') }),
    'a line too many': (all) => ({ ...all, results: all.results + '{}\n' }),
    'a last line without its end': (all) => ({ ...all, inputs: all.inputs.slice(0, -1) }),
    'another formula than the published one': (all) => ({
        ...all,
        run: { ...all.run, formula: { ...all.run.formula, weights: { ...all.run.formula.weights, quality: 41 } } },
    }),
    'another year': (all) => ({ ...all, run: { ...all.run, year: 2024 } }),
}
for (const [what, change] of Object.entries(changes)) {
    test(`${what}: 不通过`, () => {
        const { names, end } = downloaded(change)
        const { status, stdout } = spawnSync('node', [script, ...names], { encoding: 'utf8' })
        assert.equal(status, 1)
        assert.match(stdout, /^不通过/)
        end()
    })
}
