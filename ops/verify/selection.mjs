// Recomputes a selection from what was published: the second implementation of catalog/…/selection, in a language that
// every browser and Node.js speaks, with nothing but SHA-256 from Web Crypto. Fen are BigInt: no number is rounded.

const WORDS = 1n << 64n
const text = new TextEncoder()

export const toHex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

export function fromHex(hex) {
    if (!/^[0-9a-f]{64}$/.test(hex)) throw new Error(`not 32 bytes in hexadecimal: ${hex}`)
    return Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16))
}

export async function sha256(...parts) {
    const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
    let at = 0
    for (const part of parts) {
        whole.set(part, at)
        at += part.length
    }
    return new Uint8Array(await globalThis.crypto.subtle.digest('SHA-256', whole))
}

const byCode = (a, b) => (a < b ? -1 : a > b ? 1 : 0)

/** Lines of lottery number, space, unified social credit code, line feed. */
export const poolText = (usccs) => [...usccs].sort(byCode).map((uscc, i) => `${i + 1} ${uscc}\n`).join('')

export const poolHash = async (usccs) => toHex(await sha256(text.encode(poolText(usccs))))

export const commitment = async (serverSeed) => toHex(await sha256(fromHex(serverSeed)))

/** SHA-256(server seed ‖ pool hash ‖ nonces in the pool's order ‖ beacon), 32 bytes each. */
export async function combineSeed({ serverSeed, pool, nonces, beacon }) {
    if (nonces.length !== pool.length) throw new Error(`${nonces.length} nonces for ${pool.length} bidders`)
    const parts = [serverSeed, await poolHash(pool), ...nonces, ...(beacon ? [beacon] : [])]
    return toHex(await sha256(...parts.map(fromHex)))
}

/** Draws by rejection sampling: word k is the first 8 bytes of SHA-256(seed ‖ k as 8 bytes). */
export function drawsFrom(seed) {
    const bytes = fromHex(seed)
    let counter = 0n
    return {
        async next(of) {
            const n = BigInt(of)
            if (n < 1n) throw new Error(`nothing to draw from: ${of}`)
            const fair = WORDS - (WORDS % n)
            for (;;) {
                const index = new DataView(new ArrayBuffer(8))
                index.setBigUint64(0, counter++)
                const hash = await sha256(bytes, new Uint8Array(index.buffer))
                const word = new DataView(hash.buffer).getBigUint64(0)
                if (word < fair) return Number(word % n)
            }
        },
    }
}

const gcd = (a, b) => (b === 0n ? a : gcd(b, a % b))
const fraction = (over, under) => `${over / gcd(over, under)}/${under / gcd(over, under)}`
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0)
const abs = (n) => (n < 0n ? -n : n)
const usccs = (bids) => bids.map((bid) => bid.uscc)
const least = (amounts) => amounts.reduce((a, b) => (b < a ? b : a))
const greatest = (amounts) => amounts.reduce((a, b) => (b > a ? b : a))

/** One selection in progress: the stream of chance, and a record of every draw. */
class Drawing {
    draws = []

    constructor(seed) {
        this.chance = drawsFrom(seed)
    }

    async one(why, from) {
        const index = await this.chance.next(from.length)
        this.draws.push({ why, from: usccs(from), of: from.length, index, drawn: from[index].uscc })
        return from[index]
    }

    async all(why, from) {
        const left = [...from].sort((a, b) => byCode(a.uscc, b.uscc))
        const order = []
        while (left.length > 1) {
            const next = await this.one(why, left)
            left.splice(left.indexOf(next), 1)
            order.push(next)
        }
        return [...order, ...left]
    }

    async tied(bids, order) {
        const sorted = [...bids].sort(order)
        const ranked = []
        for (let at = 0; at < sorted.length; ) {
            let end = at + 1
            while (end < sorted.length && order(sorted[at], sorted[end]) === 0) end++
            ranked.push(...(await this.all('tie', sorted.slice(at, end))))
            at = end
        }
        return ranked
    }

    ranked(order, { leftOut = [], reference = null, percent = null, toExplain = [], score = () => null } = {}) {
        const ranking = order.map((bid, i) => ({
            rank: i + 1,
            uscc: bid.uscc,
            amountFen: String(bid.amount),
            score: score(bid),
        }))
        return { outcome: 'ranked', ranking, leftOut, reference, percent, toExplain, draws: this.draws }
    }
}

const byAmount = (a, b) => compare(a.amount, b.amount)

function toExplain(bids, percent) {
    const sorted = bids.map((bid) => bid.amount).sort(compare)
    const twice = sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]
    return usccs(bids.filter((bid) => bid.amount * 200n < twice * BigInt(percent)))
}

async function nearest(drawing, bids, trimFrom, percents) {
    const counted = [...bids]
    const leftOut = []
    if (bids.length >= trimFrom) {
        for (const extreme of [greatest, least]) {
            const amount = extreme(counted.map((bid) => bid.amount))
            const equals = counted.filter((bid) => bid.amount === amount)
            const out = equals.length === 1 ? equals[0] : await drawing.one('trim', equals)
            counted.splice(counted.indexOf(out), 1)
            leftOut.push(out.uscc)
        }
    }
    let percent = null
    if (percents) {
        const index = await drawing.chance.next(percents.length)
        percent = percents[index]
        drawing.draws.push({
            why: 'percent',
            from: percents.map(String),
            of: percents.length,
            index,
            drawn: String(percent),
        })
    }
    const sum = counted.reduce((total, bid) => total + bid.amount, 0n) * BigInt(percent ?? 100)
    const count = 100n * BigInt(counted.length)
    const away = (bid) => abs(bid.amount * count - sum)
    const order = await drawing.tied(counted, (a, b) => compare(away(a), away(b)) || byAmount(a, b))
    return drawing.ranked(order, { leftOut, reference: fraction(sum, count), percent })
}

async function bestValue(drawing, bids, weights) {
    const cheapest = least(bids.map((bid) => bid.amount))
    const parts = (bid) => {
        const { quality, staff, time } = bid.scores
        const marks = BigInt(weights.quality * quality + weights.staff * staff + weights.time * time)
        return [marks * bid.amount + 10000n * BigInt(weights.price) * cheapest, bid.amount * 10000n]
    }
    const order = await drawing.tied(bids, (a, b) => {
        const [overA, underA] = parts(a)
        const [overB, underB] = parts(b)
        return compare(overB * underA, overA * underB) || byAmount(a, b)
    })
    return drawing.ranked(order, { score: (bid) => fraction(...parts(bid)) })
}

async function creditShortlist(drawing, bids, method) {
    const order = await drawing.tied(bids, (a, b) => b.credit - a.credit)
    const longList = order.slice(0, method.longList)
    const left = [...longList]
    const shortList = []
    while (left.length && shortList.length < method.shortList) {
        const tickets = left.map((bid) => Math.max(1, bid.credit))
        const of = tickets.reduce((a, b) => a + b, 0)
        const index = await drawing.chance.next(of)
        let at = 0
        for (let passed = tickets[0]; index >= passed; passed += tickets[at]) at++
        drawing.draws.push({ why: 'shortlist', from: usccs(left), of, index, drawn: left[at].uscc })
        shortList.push(left.splice(at, 1)[0].uscc)
    }
    return { outcome: 'shortlist', longList: usccs(longList), shortList, draws: drawing.draws }
}

/** Applies a method to the bids as opened; amounts are whole fen, as numbers or decimal strings. */
export async function select({ method, bids: given, seed }) {
    const bids = given.map((bid) => ({ ...bid, amount: BigInt(bid.amountFen) })).sort((a, b) => byCode(a.uscc, b.uscc))
    if (new Set(usccs(bids)).size !== bids.length) throw new Error('a bidder stands twice')
    const minimum = method.code === 'direct' ? 1 : method.minimum
    if (bids.length < minimum) return { outcome: 'too_few', bids: bids.length, minimum }
    const drawing = new Drawing(seed)
    switch (method.code) {
        case 'direct': {
            const named = bids.filter((bid) => bid.uscc === method.named)
            return named.length ? drawing.ranked(named) : { outcome: 'too_few', bids: 0, minimum: 1 }
        }
        case 'lowest_price':
            return drawing.ranked(await drawing.tied(bids, byAmount), {
                toExplain: toExplain(bids, method.explainBelowPercent),
            })
        case 'random_draw':
            return drawing.ranked(await drawing.all('winner', bids))
        case 'lowest_random': {
            const keep = Math.min(bids.length, Math.max(3, Math.ceil(bids.length / 2)))
            const dearest = bids.map((bid) => bid.amount).sort(compare)[keep - 1]
            const kept = bids.filter((bid) => bid.amount <= dearest)
            const leftOut = usccs(bids.filter((bid) => bid.amount > dearest))
            return drawing.ranked(await drawing.all('winner', kept), { leftOut })
        }
        case 'mean':
            return nearest(drawing, bids, method.trimFrom, null)
        case 'mean_random':
            return nearest(drawing, bids, method.trimFrom, method.percents)
        case 'best_value':
            return bestValue(drawing, bids, method)
        case 'credit_shortlist':
            return creditShortlist(drawing, bids, method)
        default:
            throw new Error(`no method is called ${method.code}`)
    }
}
