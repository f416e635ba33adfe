import type { EntryState, Form, Sanction, Standing, Verdict } from '../api/types'
import { canonical, shift } from './decimal'
import { todayInShanghai } from './dates'

/** Chinese names of what is said of agencies and their prices. */
export const STANDINGS: Record<Standing, string> = {
  available: '正常执业',
  warned: '受到警告',
  suspended: '暂停执业',
  removed: '已被清退',
  exited: '已退出',
}

/** The same of a price, whose agency's paper may have expired. */
export const OFFER_STANDINGS: Record<string, string> = { ...STANDINGS, expired: '资质到期' }

export const FORMS: Record<Form, string> = {
  fixed: '每件定额',
  unit: '按单价计量',
  tiers: '分档计价',
  factor: '按标准的倍数',
  formula: '按公式计价',
}

export const ENTRY_STATES: Record<EntryState, string> = {
  in_force: '执行中',
  upcoming: '尚未生效',
  ended: '已终止',
  withdrawn: '已撤回',
}

export const SANCTIONS: Record<Sanction['kind'], string> = {
  warning: '警告',
  suspension: '暂停执业',
  removal: '清退',
}

/** Why an agency cannot do an item now. */
export const UNAVAILABLE: Record<string, string> = {
  'not-admitted': '尚未入驻',
  suspended: '机构暂停执业',
  removed: '机构已被清退',
  exited: '机构已退出',
  'paper-expired': '资质已过期',
  'not-yet': '尚未到开始服务的日期',
  'not-offered': '不再提供',
}

/** Steps of an agency's way through the market. */
export const STEPS_OF_AGENCY: Record<string, string> = {
  'agency.applied': '提交入驻申请',
  'agency.returned': '申请被退回补正',
  'agency.admitted': '准予入驻并公开',
  'agency.updated': '更新公开信息',
  'agency.sanctioned': '受到惩戒',
  'agency.sanction-lifted': '解除惩戒',
  'agency.exited': '退出',
}

/** Why these parameters give no price. */
export const NO_PRICE: Record<string, string> = {
  parameters: '缺少计价参数',
  'outside-tiers': '超出其标价的分档',
  'not-in-effect': '所依据的标准这一天不适用',
  'amounts-unknown': '所依据的标准金额未收录',
  'no-such-selector': '其标价不含所选项目',
  interval: '标价只有区间，不能算出一个数',
}

/** A verdict in a few words, and what it means for the one who paid. */
export const VERDICTS: Record<
  Verdict,
  { title: string; meaning: string; tone: 'good' | 'bad' | 'open' }
> = {
  within: {
    title: '未发现超标收费',
    meaning: '这笔收费没有超过公开标价，也没有超出现行标准。',
    tone: 'good',
  },
  'above-published-price': {
    title: '高于公开标价',
    meaning: '公开标价就是最高可收的价。超出的部分没有依据，可以拒绝支付或要求退还。',
    tone: 'bad',
  },
  'outside-lawful-interval': {
    title: '超出法定收费区间',
    meaning: '这笔收费不在现行收费标准允许的区间之内。',
    tone: 'bad',
  },
  'nothing-may-be-charged': {
    title: '不得向企业收费',
    meaning: '这项服务由行政机关委托并付费，向企业收取任何金额都属违规。',
    tone: 'bad',
  },
  'not-on-the-list': {
    title: '清单之外的收费',
    meaning: '清单之外无服务、无收费：这项服务这一天不在清单上，不得要求您购买。',
    tone: 'bad',
  },
  'no-published-price': {
    title: '没有公开标价',
    meaning: '这家机构这一天没有公布这项服务的价格，无从核对；未公布价格即收费，可以要求说明依据。',
    tone: 'open',
  },
  'not-computable': {
    title: '这些参数算不出应收多少',
    meaning: '请补齐参数后重新核对。',
    tone: 'open',
  },
}

/** A signed fraction as a percentage, exactly: "+0.12" → "+12%", "-0.085" → "−8.5%". */
export function signedPercent(fraction: string): string {
  const value = shift(canonical(fraction.replace(/^\+/, '')), 2)
  if (value === '0') return '0%'
  return value.startsWith('-') ? `−${value.slice(1)}%` : `+${value}%`
}

/** "高于中位数 12%", for reading aloud and for print. */
export function againstMedian(fraction: string): string {
  const percent = signedPercent(fraction)
  if (percent === '0%') return '等于中位数'
  return `${percent.startsWith('+') ? '高于' : '低于'}中位数 ${percent.slice(1)}`
}

/** The day before an exclusive end, as people say it: valid up to and including. */
export function lastDay(end: string): string {
  const day = new Date(`${end}T00:00:00Z`)
  day.setUTCDate(day.getUTCDate() - 1)
  return day.toISOString().slice(0, 10)
}

/** "2026-01-01 起" or "2026-01-01 至 2026-06-30", from a first day and an exclusive end. */
export function period(from: string, end: string | null): string {
  if (end === null) return `${from} 起`
  return from === end ? `${from}（未曾执行）` : `${from} 至 ${lastDay(end)}`
}

/** How long a paper still holds. */
export function daysLeftText(daysLeft: number | null): string {
  if (daysLeft === null) return '长期有效'
  if (daysLeft < 0) return `已过期 ${-daysLeft} 天`
  return daysLeft === 0 ? '今天到期' : `还有 ${daysLeft} 天`
}

/** An RFC 3339 instant as the day on which it was in the market's time zone. */
export function shortDate(at: string): string {
  const time = new Date(at)
  return Number.isNaN(time.getTime()) ? at : todayInShanghai(time)
}
