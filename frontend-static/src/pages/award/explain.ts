import { fractionText } from '../../text/fraction'
import { yuan } from '../../text/money'
import type { Draw, Working } from './working'

const compare = (a: bigint, b: bigint) => (a < b ? -1 : a > b ? 1 : 0)
const yuanOf = (fraction: string) => `${fractionText(fraction, 4, 100n)} 元`

/** The way from the bids to the result, sentence by sentence, with the numbers of this selection. */
export function explain({ method, bids, expected }: Working, nameOf: (uscc: string) => string) {
  const names = (usccs: string[]) => usccs.map(nameOf).join('、')
  if (expected.outcome === 'too_few') {
    return [
      `参加选取的报价 ${expected.bids} 家，少于规定的 ${expected.minimum} 家，按规定不进行选取。`,
    ]
  }
  const lines = [
    method.minimum
      ? `参加选取的报价 ${bids.length} 家，不少于规定的 ${method.minimum} 家。`
      : `参加选取的报价 ${bids.length} 家。`,
  ]
  if (expected.outcome === 'shortlist') {
    const credit = (uscc: string) =>
      fractionText(`${bids.find((b) => b.uscc === uscc)?.credit ?? 0}/100`)
    lines.push(
      `按信用分从高到低取前 ${method.longList} 家入长名单：${expected.longList
        .map((u) => `${nameOf(u)}（${credit(u)} 分）`)
        .join('、')}。`,
      `以信用分为权重逐一抽取 ${method.shortList} 家入围：${names(expected.shortList)}。`,
      '业主从入围机构中选定一家，并公开理由。',
    )
    return lines
  }
  const first = expected.ranking[0]
  switch (method.code) {
    case 'direct':
      lines.push(`业主指定的机构是${nameOf(method.named ?? '')}，其报价在最高限价以内。`)
      break
    case 'lowest_price': {
      lines.push('按报价从低到高排列，报价相同的抽签定先后。')
      const percent = method.explainBelowPercent ?? 0
      if (percent > 0) lines.push(...belowCost(bids, percent, expected.toExplain, names))
      break
    }
    case 'random_draw':
      lines.push('报价高低不影响机会：全部参加选取的机构逐一抽签，先抽出的在前。')
      break
    case 'lowest_random':
      lines.push(
        expected.leftOut.length
          ? `留下报价较低的一半，${names(expected.leftOut)}报价较高，不参加抽签。`
          : '留下报价较低的一半，本次全部留下。',
        '留下的机构逐一抽签，先抽出的在前。',
      )
      break
    case 'mean':
    case 'mean_random': {
      if (expected.leftOut.length) {
        lines.push(
          `满 ${method.trimFrom} 家，去掉一个最高价和一个最低价：${names(expected.leftOut)}。`,
        )
      }
      const counted = bids.filter((b) => !expected.leftOut.includes(b.uscc))
      const sum = counted.reduce((total, b) => total + BigInt(b.amountFen), 0n)
      lines.push(
        `其余 ${counted.length} 家报价之和 ${yuan(sum)} 元，平均 ${yuanOf(`${sum}/${counted.length}`)}。`,
      )
      if (expected.percent !== null) lines.push(`抽出的系数是 ${expected.percent}%。`)
      if (expected.reference !== null) lines.push(`基准价 ${yuanOf(expected.reference)}。`)
      lines.push('报价与基准价之差最小的在前，差相同的低价在前。')
      break
    }
    case 'best_value': {
      const cheapest = bids.map((b) => BigInt(b.amountFen)).sort(compare)[0] ?? 0n
      lines.push(
        `总分 = 质量分 × ${method.quality}% + 人员分 × ${method.staff}% + 时限分 × ${method.time}% + 价格分 × ${method.price}%。`,
        `价格分 = 最低报价 ${yuan(cheapest)} 元 ÷ 该机构报价 × 100。`,
        '总分从高到低排列，同分的低价在前，仍相同的抽签。',
      )
      for (const place of expected.ranking) {
        const bid = bids.find((b) => b.uscc === place.uscc)
        if (!bid?.scores || !place.score) continue
        const mark = (n: number) => fractionText(`${n}/100`)
        lines.push(
          `${nameOf(place.uscc)}：质量 ${mark(bid.scores.quality)}，人员 ${mark(bid.scores.staff)}，时限 ${mark(
            bid.scores.time,
          )}，价格 ${fractionText(`${cheapest * 100n}/${bid.amountFen}`)}，总分 ${fractionText(place.score)}。`,
        )
      }
      break
    }
  }
  if (first) lines.push(`排在第一的是${nameOf(first.uscc)}，报价 ${yuan(first.amountFen)} 元。`)
  return lines
}

function belowCost(
  bids: Working['bids'],
  percent: number,
  toExplain: string[],
  names: (usccs: string[]) => string,
): string[] {
  const sorted = bids.map((b) => BigInt(b.amountFen)).sort(compare)
  const low = sorted[(sorted.length - 1) >> 1] ?? 0n
  const high = sorted[sorted.length >> 1] ?? 0n
  const bound = yuanOf(`${(low + high) * BigInt(percent)}/200`)
  const median = yuanOf(`${low + high}/2`)
  return [
    `报价的中位数是 ${median}，其 ${percent}% 是 ${bound}。`,
    toExplain.length
      ? `${names(toExplain)}的报价低于 ${bound}，成为拟中选机构时须先书面说明成本。`
      : `没有报价低于 ${bound}，不需要说明成本。`,
  ]
}

const WHY: Record<string, string> = {
  winner: '抽签排序',
  tie: '并列抽签',
  trim: '同为极值，抽一家去掉',
  percent: '抽系数',
  shortlist: '按信用分加权抽入围',
}

/** One draw in words: from how many, which number came, who it is. */
export function drawText(draw: Draw, nameOf: (uscc: string) => string) {
  const what = draw.why === 'percent' ? (v: string) => `${v}%` : nameOf
  return {
    why: WHY[draw.why] ?? draw.why,
    from: draw.from.map(what).join('、'),
    number: `${draw.index}（0 至 ${draw.of - 1}）`,
    drawn: what(draw.drawn),
  }
}
