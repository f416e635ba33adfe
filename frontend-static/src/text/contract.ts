import { todayInShanghai } from './dates'
import { wholeFen, yuan, type Fen } from './money'

/** Chinese names of what is said of contracts and charges. */
export const CONTRACT_STATUSES: Record<string, string> = {
  drafting: '待签订',
  signed: '已签订，待备案',
  filed: '已备案，待交付',
  delivered: '已提交成果，待验收',
  accepted: '已验收',
  terminated: '已终止',
}

/** Those of the public register. */
export const REGISTER_STATUSES: Record<string, string> = {
  filed: '履行中',
  delivered: '待验收',
  accepted: '已验收',
  terminated: '已终止',
}

export const SIDES: Record<string, string> = { owner: '项目业主', agency: '中介机构' }

/** Who proposed something; what no side proposed came from the market. */
export function sideName(side: string | null, otherwise: string): string {
  return side === null ? otherwise : (SIDES[side] ?? side)
}

export const GROUNDS: Record<string, string> = {
  agreement: '协商一致',
  'project-stopped': '项目终止',
  breach: '违约',
  'force-majeure': '不可抗力',
  'not-signed': '逾期未签',
  complaint: '投诉处理决定',
}

export const DELIVERY_STATUSES: Record<string, string> = {
  submitted: '待验收',
  superseded: '已被新的提交替代',
  returned: '退回修改',
  accepted: '验收通过',
}

/** What the approving department said of a report. */
export const OUTCOMES: Record<string, string> = { accepted: '采用', returned: '退回' }

export const PROPOSAL_STATUSES: Record<string, string> = {
  proposed: '待答复',
  signed: '已签订',
  agreed: '已同意',
  refused: '未获同意',
  withdrawn: '已撤回',
}

export const RECONCILIATION_STEPS: Record<string, [first: string, second: string]> = {
  'award-contract': ['中选金额', '合同金额'],
  'contract-invoiced': ['合同金额', '已开票'],
  'invoiced-paid': ['已开票', '已付款'],
  'paid-confirmed': ['已付款', '已确认收到'],
}

/** A difference to the fen: 相符, or by how much the second is more or less. */
export function difference(fen: Fen): string {
  const value = wholeFen(fen)
  if (value === 0n) return '相符'
  return `差 ${yuan(value < 0n ? -value : value)} 元`
}

/** Whether a new amount is more than a tenth above the award: its reason is public then. */
export function needsPublicReason(amountFen: Fen, awardFen: Fen): boolean {
  return wholeFen(amountFen) * 10n > wholeFen(awardFen) * 11n
}

/** The last day of a term that the API gives as the first instant after it. */
export function lastDayOf(until: string): string {
  const end = Date.parse(until)
  return Number.isNaN(end) ? until : todayInShanghai(new Date(end - 1))
}

/** The contract that an awarded lot leads to: CG-433101-…-0002, lot 1 → HT-433101-…-0002-1. */
export function contractOf(requestNumber: string, lotNo: number): string {
  return `HT${requestNumber.slice(2)}-${lotNo}`
}
