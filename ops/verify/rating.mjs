#!/usr/bin/env node
// Recomputes an annual rating 年度测评 from what was published: the second implementation of catalog/…/grading, with nothing but
// Node.js itself. Whole numbers are BigInt and fractions exact: one rounding, half up, at the end.
//
//   node ops/verify/rating.mjs https://market.example 2025 1        downloads the run, its inputs and its results
//   node ops/verify/rating.mjs run.json inputs.ndjson results.ndjson   the same from files that were downloaded before
import { createHash } from 'node:crypto'
import { createReadStream, readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { pathToFileURL } from 'node:url'
import { isDeepStrictEqual } from 'node:util'

const gcd = (a, b) => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b))

export function fraction(over, under = 1n) {
    const [a, b] = [BigInt(over), BigInt(under)]
    const common = gcd(a, b) || 1n
    return { over: a / common, under: b / common }
}

const plus = (a, b) => fraction(a.over * b.under + b.over * a.under, a.under * b.under)
const times = (a, n) => fraction(a.over * BigInt(n), a.under)
const divided = (a, n) => fraction(a.over, a.under * BigInt(n))
const text = (a) => `${a.over}/${a.under}`

/** Hundredths, half up; below nothing rounds towards nothing when it is exactly half. */
export function hundredths(a) {
    const over = a.over * 200n + a.under
    const under = a.under * 2n
    return Number(over / under - (over % under < 0n ? 1n : 0n))
}

/** The mean of every category, and of the market, over all agencies. */
export class Means {
    categories = new Map()
    stars = 0
    evaluations = 0

    constructor(formula) {
        this.prior = fraction(formula.priorHundredths, 100)
    }

    count(agency) {
        for (const [, category, , , , , stars] of agency.contracts) {
            if (stars === null) continue
            const tally = this.categories.get(category) ?? { stars: 0, evaluations: 0 }
            tally.stars += stars
            tally.evaluations++
            this.categories.set(category, tally)
            this.stars += stars
            this.evaluations++
        }
    }

    of(category) {
        const tally = this.categories.get(category) ?? this
        return tally.evaluations ? fraction(tally.stars, 4 * tally.evaluations) : this.prior
    }

    market() {
        return this.evaluations ? fraction(this.stars, 4 * this.evaluations) : this.prior
    }

    /** By its evaluated contracts; with none evaluated by its contracts; without a contract the market's. */
    towards(agency) {
        const evaluated = agency.contracts.filter((contract) => contract[6] !== null)
        const counted = evaluated.length ? evaluated : agency.contracts
        if (!counted.length) return this.market()
        const sum = counted.reduce((before, contract) => plus(before, this.of(contract[1])), fraction(0))
        return divided(sum, counted.length)
    }
}

const DEDUCTIONS = {
    complaint_upheld: 'complaintUpheld',
    false_material: 'falseMaterial',
    refused_to_sign: 'refusedToSign',
    price_violation: 'priceViolation',
}

/** What an agency's year comes to, with the members of its line in their order. */
export function rate(formula, year, means, agency) {
    const { contracts } = agency
    const stars = contracts.map((contract) => contract[6]).filter((given) => given !== null)
    const onTime = contracts.filter(
        ([, , outcome, , delivered, deliverBy]) => outcome === 'accepted' && delivered !== null && delivered <= deliverBy,
    )
    const clean = contracts.filter((contract) => !contract[7])
    const mean = means.towards(agency)
    const m = formula.shrinkage
    const all = stars.reduce((a, b) => a + b, 0)
    const quality = divided(plus(fraction(all, 4), times(mean, m)), 5 * (stars.length + m))
    const supervision = fraction(agency.supervision ?? formula.unsupervised, 100)
    const completeness = agency.items ? fraction(agency.priced, agency.items) : fraction(0)
    const deducted = agency.findings.reduce((sum, [kind]) => {
        if (!(kind in DEDUCTIONS)) throw new Error(`no kind of finding: ${kind}`)
        return sum + formula.deductions[DEDUCTIONS[kind]]
    }, 0)
    const some = contracts.length > 0
    const timeliness = some ? fraction(onTime.length, contracts.length) : null
    const pricing = some ? fraction(clean.length, contracts.length) : null
    const w = formula.weights
    let score = null
    if (some) {
        const points = [
            [quality, w.quality],
            [timeliness, w.timeliness],
            [pricing, w.pricing],
            [supervision, w.supervision],
            [completeness, w.completeness],
        ].reduce((sum, [part, weight]) => plus(sum, times(part, weight)), fraction(-deducted))
        score = Math.min(10_000, Math.max(0, hundredths(points)))
    }
    const { a, b, c } = formula.grades
    const ungraded = !some
        ? 'no-contracts'
        : contracts.length < formula.leastContracts
          ? 'few-contracts'
          : agency.admittedOn > `${String(year).padStart(4, '0')}-01-01`
            ? 'new'
            : null
    const grade =
        ungraded === null ? (score >= a * 100 ? 'A' : score >= b * 100 ? 'B' : score >= c * 100 ? 'C' : 'D') : null
    return {
        uscc: agency.uscc,
        contracts: contracts.length,
        evaluated: stars.length,
        mean: text(mean),
        quality: text(quality),
        timeliness: timeliness && text(timeliness),
        pricing: pricing && text(pricing),
        supervision: text(supervision),
        supervised: agency.supervision !== null,
        completeness: text(completeness),
        deducted,
        score,
        grade,
        ungraded,
    }
}

/** All lines of a run from the lines of its inputs, both without line feeds. */
export function rateAll([header, ...lines]) {
    const { year, formula } = JSON.parse(header)
    const agencies = lines.map((line) => JSON.parse(line))
    const means = new Means(formula)
    agencies.forEach((agency) => means.count(agency))
    return agencies.map((agency) => JSON.stringify(rate(formula, year, means, agency)))
}

async function* linesOf(source, hash) {
    let rest = ''
    const decoder = new TextDecoder('utf-8', { fatal: true })
    for await (const chunk of await source()) {
        hash.update(chunk)
        const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
        rest = lines.pop()
        yield* lines
    }
    if (rest !== '') throw new Error('the last line has no end')
}

/** Verifies a run. What is wrong comes as a list of sentences; an empty one says 通过. */
export async function verify(run, inputs, results) {
    const wrong = []
    const said = (problem) => wrong.length < 20 && wrong.push(problem)
    let header
    let means
    let last = ''
    let agencies = 0
    let hash = createHash('sha256')
    for await (const line of linesOf(inputs, hash)) {
        if (!header) {
            header = JSON.parse(line)
            means = new Means(header.formula)
            continue
        }
        const agency = JSON.parse(line)
        if (!(agency.uscc > last)) said(`输入第 ${agencies + 2} 行不按代码排列`)
        last = agency.uscc
        agencies++
        means.count(agency)
    }
    if (!header) return ['输入为空']
    if (hash.digest('hex') !== run.inputsHash) said('输入的 SHA-256 与公布的不符')
    const { year, version, formula } = header
    if (year !== run.year || version !== run.version) said('输入不是这一版的')
    if (run.formula && !Object.keys(formula).every((part) => isDeepStrictEqual(formula[part], run.formula[part])))
        said('输入所用的公式与公布的不符')
    if (Object.values(formula.weights).reduce((a, b) => a + b, 0) !== 100) said('权重之和不是 100')
    if (agencies !== run.agencies) said(`输入有 ${agencies} 家机构，公布的是 ${run.agencies} 家`)
    const publishedHash = createHash('sha256')
    const published = linesOf(results, publishedHash)
    const counts = { a: 0, b: 0, c: 0, d: 0, ungraded: 0 }
    const bins = Array(20).fill(0)
    hash = createHash('sha256')
    const again = createHash('sha256')
    let first = true
    for await (const line of linesOf(inputs, again)) {
        if (first) {
            first = false
            continue
        }
        const rated = rate(formula, year, means, JSON.parse(line))
        const computed = JSON.stringify(rated)
        hash.update(computed + '\n')
        counts[rated.grade ? rated.grade.toLowerCase() : 'ungraded']++
        if (rated.grade) bins[Math.min(19, Math.floor(rated.score / 500))]++
        const { value } = await published.next()
        if (value !== computed) said(`${rated.uscc} 的结果不符：计算为 ${computed}，公布为 ${value}`)
    }
    if (!(await published.next()).done) said('公布的结果多于输入')
    if (publishedHash.digest('hex') !== run.resultsHash) said('公布的结果与其 SHA-256 不符')
    if (hash.digest('hex') !== run.resultsHash) said('计算的结果与公布的 SHA-256 不符')
    if (run.grades && JSON.stringify(counts) !== JSON.stringify(run.grades)) said('各等级的家数不符')
    if (run.histogram && JSON.stringify(bins) !== JSON.stringify(run.histogram.map((bin) => bin.agencies)))
        said('得分分布不符')
    return wrong
}

async function downloaded(address) {
    const answer = await fetch(address)
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`)
    return answer
}

async function main([first, second, third]) {
    if (!third) {
        console.error('usage: rating.mjs MARKET YEAR VERSION | rating.mjs run.json inputs.ndjson results.ndjson')
        return 2
    }
    const remote = /^https?:/.test(first)
    const base = `${first.replace(/\/$/, '')}/api/rating-runs/${second}/${third}`
    const run = remote ? await (await downloaded(base)).json() : JSON.parse(readFileSync(first, 'utf8'))
    const from = (file, name) =>
        remote ? async () => Readable.fromWeb((await downloaded(`${base}/${name}`)).body) : () => createReadStream(file)
    const wrong = await verify(run, from(second, 'inputs'), from(third, 'results'))
    console.log(wrong.length ? `不通过\n${wrong.join('\n')}` : `通过：${run.year} 年度第 ${run.version} 版，${run.agencies} 家机构`)
    return wrong.length ? 1 : 0
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
    process.exitCode = await main(process.argv.slice(2)).catch((failure) => {
        console.log(`不通过\n${failure.message}`)
        return 1
    })
}
