import type { Contract, Invoice, Payment } from '../../api/types'
import { wholeFen, yuan } from '../../text/money'
import { addedFen, sumOf, type Side } from '../contract/contract'

/** What an invoice comes to beside what may still be charged, in words. */
export function chargeNote(
  amounts: readonly string[],
  chargeableFen: number,
): { text: string; over: boolean } {
  const may = `还可开票 ${yuan(chargeableFen)} 元`
  const sum = sumOf(amounts)
  if (sum === null) return { text: `有金额还没有填好；${may}。`, over: false }
  const left = wholeFen(chargeableFen) - sum
  const text = `本张合计 ${yuan(sum)} 元，${may}`
  return left < 0n
    ? { text: `${text}，超出 ${yuan(-left)} 元，不能登记。`, over: true }
    : { text: `${text}，开票之后还剩 ${yuan(left)} 元。`, over: false }
}

/** Why so much may be charged now and no more. */
export function limitReason(contract: Contract): string {
  const { account, price } = contract
  if (contract.status === 'signed') return '备案之前只能收取约定的预付款'
  if (contract.status === 'terminated') return '合同已终止，只能收取结算金额'
  if (price && account.limitFen === price.priceFen && price.priceFen < account.amountFen) {
    return '不得高于合同日有效的公布价格'
  }
  return '不得高于合同金额'
}

/** An invoice for which money may be sent or sent back. */
export interface Payable {
  invoice: Invoice
  /** what closes the difference */
  openFen: number
  /** what is not paid yet, or all that was paid and may be sent back */
  mostFen: number
}

/**
 * Invoices that the owner pays, or of which the agency has money to send back. Who paid too much has to be able to say
 * so: an owner may record a payment for each.
 */
export function payable(invoices: readonly Invoice[], side: Side): Payable[] {
  return invoices
    .filter((i) => i.kind === 'invoice')
    .map((invoice) => {
      const unpaid = invoice.standingFen - invoice.paidFen
      return side === 'owner'
        ? { invoice, openFen: Math.max(0, unpaid), mostFen: Math.max(0, unpaid) }
        : { invoice, openFen: Math.max(0, -unpaid), mostFen: Math.max(0, invoice.paidFen) }
    })
    .filter((one) => side === 'owner' || one.mostFen > 0)
}

/** What may be paid or sent back of one invoice, in words, beside the field. */
export function payNote({ invoice, openFen, mostFen }: Payable, side: Side): string {
  if (side === 'owner') return `发票未付 ${yuan(openFen)} 元；多付的照实登记，由受托方退还。`
  const over = openFen > 0 ? `，其中多付 ${yuan(openFen)} 元` : ''
  return `第 ${invoice.invoiceNo} 号发票已付 ${yuan(mostFen)} 元${over}；退款不能超过已付的。`
}

/** Who confirms a payment is the one who got it. */
export function mayConfirm(payment: Payment, side: Side | null): boolean {
  if (payment.confirmedAt !== null) return false
  return side === (payment.kind === 'payment' ? 'agency' : 'owner')
}

/** Lines of an invoice that were not taken back. */
export function standingLines(invoice: Invoice): Invoice['lines'] {
  return invoice.lines.filter((line) => line.creditedBy === null && line.amountFen > 0)
}

/** A payment node under which may be charged now, with what of it is left. */
export interface OpenNode {
  name: string
  amountFen: number
  advance: boolean
  /** what of its own amount was not charged */
  ownFen: number
  /** that, and what supplements added */
  leftFen: number
}

type Charged = Pick<Contract, 'status'> & { account: { amountFen: number; chargeableFen: number } }

/**
 * The nodes that may be charged now: before the filing only what is paid in advance. What supplements added above all
 * of them may be charged under each, and none for more than may be charged at all.
 */
export function openNodes(
  nodes: readonly { name: string; amountFen: number; advance: boolean }[],
  invoices: readonly Invoice[],
  contract: Charged,
): OpenNode[] {
  const charged = new Map<string, number>()
  for (const line of invoices.flatMap((i) => i.lines)) {
    charged.set(line.node, (charged.get(line.node) ?? 0) + line.amountFen)
  }
  const added = Math.max(0, addedFen(nodes, contract))
  const most = Math.max(0, contract.account.chargeableFen)
  return nodes
    .filter((n) => contract.status !== 'signed' || n.advance)
    .map((n) => {
      const own = n.amountFen - (charged.get(n.name) ?? 0)
      const within = (fen: number) => Math.min(Math.max(0, fen), most)
      return { ...n, ownFen: within(own), leftFen: within(own + added) }
    })
}

/** What lines ask of one node beside what is left of it; empty while it fits or cannot be read. */
export function nodeNote(
  node: OpenNode | undefined,
  lines: readonly { node: string; amount: string }[],
): { text: string; over: boolean } {
  if (!node) return { text: '', over: false }
  const text = `这个节点还可开票 ${yuan(node.leftFen)} 元`
  const sum = sumOf(lines.filter((l) => l.node === node.name).map((l) => l.amount))
  const over = sum === null ? 0n : sum - wholeFen(node.leftFen)
  return over > 0n
    ? { text: `${text}，超出 ${yuan(over)} 元，不能登记。`, over: true }
    : { text: `${text}。`, over: false }
}

/** The payment node that is charged next: the first that is not charged whole, then what supplements added. */
export function nextCharge(nodes: readonly OpenNode[]): { node: string; amountFen: number } {
  const next = nodes.find((n) => n.ownFen > 0) ?? nodes.at(-1)
  return { node: next?.name ?? '', amountFen: next?.ownFen || next?.leftFen || 0 }
}
