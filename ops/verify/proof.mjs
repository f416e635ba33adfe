#!/usr/bin/env node
// Checks a selection's proof as it was downloaded: node proof.mjs CG-…-proof.json. Recomputes every hash, the seed and
// the selection from what was published, with nothing but SHA-256 from Web Crypto; the portal imports the same function.
import { combineSeed, commitment, poolHash, select } from './selection.mjs'

const same = (a, b) => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))

/** Members in one order, so that only what is said counts. */
function sorted(value) {
    if (Array.isArray(value)) return value.map(sorted)
    if (value === null || typeof value !== 'object') return value
    return Object.fromEntries(
        Object.keys(value)
            .sort()
            .map((key) => [key, sorted(value[key])]),
    )
}

const text = (value) => (typeof value === 'string' ? value : JSON.stringify(value))

async function check(name, expected, compute) {
    let got
    try {
        got = await compute()
    } catch (error) {
        return { name, ok: false, expected: text(expected), got: `无法计算：${error.message}` }
    }
    return { name, ok: same(got, expected), expected: text(expected), got: text(got) }
}

async function randomnessOf(signature) {
    if (!/^([0-9a-f]{2})+$/.test(signature)) throw new Error('签名不是十六进制')
    const bytes = Uint8Array.from(signature.match(/../g), (pair) => parseInt(pair, 16))
    const hash = new Uint8Array(await globalThis.crypto.subtle.digest('SHA-256', bytes))
    return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

async function verifyLot(lot) {
    const at = `标段 ${lot.lotNo}：`
    const bidders = (lot.bids ?? []).map((bid) => bid.uscc).sort()
    const checks = [
        await check(`${at}服务器种子与开标前的承诺一致`, lot.commitment, () => commitment(lot.serverSeed)),
        await check(`${at}名单就是参加选取的机构`, lot.pool, () => bidders),
        await check(`${at}名单的哈希一致`, lot.poolHash, () => poolHash(lot.pool)),
        await check(`${at}种子由各部分得出`, lot.seed, () => combineSeed(lot)),
        await check(`${at}按公布的方式重新选取，结果一致`, lot.expected, () => select(lot)),
    ]
    if (lot.beacon || lot.beaconSource) {
        checks.push(
            await check(`${at}信标的随机数是其签名的哈希`, lot.beacon, () => randomnessOf(lot.beaconSource.signature)),
        )
    }
    return checks
}

/**
 * Recomputes everything that a proof claims.
 *
 * @param proof the downloaded JSON, parsed
 * @returns a list of { name, ok, expected, got }; a proof holds when there is one at least and all are ok
 */
export async function verifyProof(proof) {
    const lots = Array.isArray(proof?.lots) ? proof.lots : []
    const checks = [
        { name: '证明含有选取结果', ok: lots.length > 0, expected: '至少一个标段', got: `${lots.length} 个标段` },
    ]
    for (const lot of lots) checks.push(...(await verifyLot(lot)))
    return checks
}

export const holds = (checks) => checks.every((one) => one.ok)

async function main(file) {
    const { readFileSync } = await import('node:fs')
    const checks = await verifyProof(JSON.parse(readFileSync(file, 'utf8')))
    for (const one of checks) {
        console.log(`${one.ok ? '✓' : '✗'} ${one.name}`)
        if (!one.ok) console.log(`  公布：${one.expected}\n  算得：${one.got}`)
    }
    console.log(holds(checks) ? '通过' : '不通过')
    return holds(checks) ? 0 : 1
}

const started = globalThis.process?.argv?.[1]
if (started && import.meta.url === new URL(`file://${started}`).href) {
    if (globalThis.process.argv.length !== 3) {
        console.error('用法：node proof.mjs 证明.json')
        globalThis.process.exitCode = 2
    } else {
        // no await at the top: browsers that the portal is built for know none
        main(globalThis.process.argv[2]).then((code) => {
            globalThis.process.exitCode = code
        })
    }
}
