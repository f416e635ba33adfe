import type { Role } from '../../api/session'
import type { Contract, ContractDocument, QuoteRequest } from '../../api/types'
import { lastDayOf, SIDES } from '../../text/contract'
import { wholeFen, yuan } from '../../text/money'
import { fenOf } from '../tender/form'

export type Side = 'owner' | 'agency'

/** The exact text of a contract, as its JSON says it. */
export interface ContractBody {
  requestNumber: string
  lotNo: number
  title: string
  projectName: string
  projectCode: string | null
  regionName: string
  actCode: string
  actName: string
  itemCode: string
  itemName: string
  deliverable: string
  owner: { uscc: string; name: string }
  agency: { uscc: string; name: string }
  payer: string
  amountFen: number
  amountInWords: string
  price: { entryId: string; priceFen: number; publishedOn: string }
  parameters: QuoteRequest
  boundFen: number
  deliverBy: string
  deliverByProvisional: boolean
  nodes: { name: string; amountFen: number; advance: boolean }[]
  clauses: { title: string; text: string }[]
  special: string | null
}

/** Reads a text; null for one that is not ours to show. */
export function bodyOf(text: string): ContractBody | null {
  try {
    const body = JSON.parse(text) as ContractBody
    return Array.isArray(body.nodes) && Array.isArray(body.clauses) ? body : null
  } catch {
    return null
  }
}

/** The last document is the one that counts. */
export function lastDocument(contract: Pick<Contract, 'documents'>): ContractDocument | null {
  return contract.documents.at(-1) ?? null
}

/** For which side of a contract somebody acts; null for those who watch over it. */
export function sideOf(role: Role | undefined): Side | null {
  if (role === 'enterprise') return 'owner'
  return role === 'agency' ? 'agency' : null
}

/** SHA-256 of a text in this browser; null where the page came without TLS and none can be had. */
export async function hashOf(text: string): Promise<string | null> {
  const subtle = globalThis.crypto?.subtle
  if (!subtle) return null
  const digest = await subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(digest), (b) => b.toString(16).padStart(2, '0')).join('')
}

/** What is to be done next, and until when. */
export interface Duty {
  text: string
  /** 签约期限 or 备案期限; empty where none runs */
  term: string
  /** the last day of it; null where the calendar of working days does not reach so far */
  lastDay: string | null
}

type Standing = Pick<
  Contract,
  | 'status'
  | 'documents'
  | 'signBy'
  | 'fileBy'
  | 'deliverUntil'
  | 'acceptBy'
  | 'evaluateBy'
  | 'supplements'
  | 'terminations'
>

/** What runs at each state, and which of the contract's moments ends it. */
const TERMS: Record<string, [term: string, until: keyof Standing]> = {
  drafting: ['签约期限', 'signBy'],
  signed: ['备案期限', 'fileBy'],
  filed: ['交付日', 'deliverUntil'],
  delivered: ['验收期限', 'acceptBy'],
  accepted: ['评价期限', 'evaluateBy'],
}

export function dutyOf(contract: Standing, side: Side | null): Duty {
  const open = openProposal(contract)
  const [term, moment] = TERMS[contract.status] ?? ['', 'signBy']
  const until = contract[moment] as string | null
  // who has evaluated, or has let it pass, has no term any more
  if (contract.status === 'accepted' && !until)
    return { text: stepText(contract, side), term: '', lastDay: null }
  return {
    text: open ? answerText(open.what, open.side, side) : stepText(contract, side),
    term,
    lastDay: term && until ? lastDayOf(until) : null,
  }
}

/** The proposal that waits for an answer: an end goes before a change. */
export function openProposal(
  contract: Pick<Contract, 'supplements' | 'terminations'>,
): { what: string; side: string | null } | null {
  const end = contract.terminations.find((t) => t.status === 'proposed')
  if (end) return { what: '终止申请', side: end.side }
  const change = contract.supplements.find((s) => s.status === 'proposed')
  return change ? { what: '补充协议', side: change.side } : null
}

function answerText(what: string, proposer: string | null, side: Side | null): string {
  if (side && proposer === side) return `等待对方答复${what}；答复之前可以撤回。`
  if (side) return `对方提出了${what}，请查看并答复。`
  return `${SIDES[proposer ?? ''] ?? '一方'}提出了${what}，等待另一方答复。`
}

function stepText(contract: Standing, side: Side | null): string {
  switch (contract.status) {
    case 'drafting': {
      const confirmed = lastDocument(contract)?.confirmations.map((c) => c.side) ?? []
      if (side && confirmed.includes(side)) return '本方已确认这一稿，等待对方确认。'
      if (side && confirmed.length) return '对方已确认这一稿；本方核对并确认后，合同即签订。'
      if (confirmed.length) return `${SIDES[confirmed[0]!] ?? ''}已确认这一稿，等待另一方确认。`
      return '双方核对文本，确认同一稿即签订；要改的，提出另一稿。'
    }
    case 'signed':
      return '任一方备案。备案之前只能收取约定的预付款。'
    case 'filed':
      return side === 'agency'
        ? '按材料清单提交成果；按付款节点开票。'
        : side === 'owner'
          ? '等待中介机构提交成果；按付款节点付款。'
          : '等待中介机构提交成果；按付款节点开票、付款。'
    case 'delivered':
      return side === 'owner'
        ? '请验收成果，或者说明理由退回；逾期未答复视为验收。'
        : '等待项目业主验收；逾期未答复视为验收。'
    case 'accepted':
      if (!contract.evaluateBy) return '成果已验收；结清费用。'
      return side === 'owner'
        ? '成果已验收；可以评价一次，不评价的不计分。'
        : '成果已验收；项目业主可以评价。'
    default:
      return '合同已终止，只结清费用。'
  }
}

/** A payment node as it is typed. */
export interface TypedNode {
  name: string
  amount: string
  advance: boolean
}

/** What typed amounts come to; null while one of them cannot be read. */
export function sumOf(amounts: readonly string[]): bigint | null {
  let sum = 0n
  for (const amount of amounts) {
    const fen = fenOf(amount)
    if (fen === null) return null
    sum += wholeFen(fen)
  }
  return sum
}

/** How a sum compares with what it should come to, in words. */
export function sumNote(amounts: readonly string[], wholeFenAmount: number): string {
  const sum = sumOf(amounts)
  if (sum === null) return '有金额还没有填好。'
  const missing = wholeFen(wholeFenAmount) - sum
  const text = `合计 ${yuan(sum)} 元`
  if (missing === 0n) return `${text}，与合同金额相符。`
  return missing > 0n
    ? `${text}，比合同金额还差 ${yuan(missing)} 元。`
    : `${text}，超出合同金额 ${yuan(-missing)} 元。`
}

/** The signed supplements that changed the amount, as they are called: 补充协议第 1、2 号; empty where there is none. */
export function amountChanges(contract: Pick<Contract, 'supplements'>): string {
  const numbers = contract.supplements
    .filter((s) => s.status === 'signed' && s.amountBeforeFen !== s.amountAfterFen)
    .map((s) => s.supplementNo)
  return numbers.length ? `补充协议第 ${numbers.join('、')} 号` : ''
}

/** What supplements added above the payment nodes: the text does not change, so it may be charged under any of them. */
export function addedFen(
  nodes: readonly { amountFen: number }[],
  contract: { account: { amountFen: number } },
): number {
  return contract.account.amountFen - nodes.reduce((all, n) => all + n.amountFen, 0)
}

/** Why the nodes do not come to the amount that holds now; empty where they do. */
export function supplementedNote(
  nodes: readonly { amountFen: number }[],
  contract: Pick<Contract, 'supplements'> & { account: { amountFen: number } },
): string {
  const changes = amountChanges(contract)
  const added = addedFen(nodes, contract)
  if (!changes || added === 0) return ''
  const now = `合同金额现为 ${yuan(contract.account.amountFen)} 元`
  return added > 0
    ? `${changes}在节点之外增加 ${yuan(added)} 元，${now}；增加的部分可以在任一节点下收取。`
    : `${changes}把金额减少 ${yuan(-added)} 元，${now}；各节点的收费合计不得超过它。`
}
