import type { Contract, Invoice, Payment } from '../../api/types'
import { wholeFen, yuan } from '../../text/money'
import { sumOf, type Side } from '../contract/contract'

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

/** Invoices for which money may be sent or sent back, with the amount that closes the difference. */
export function payable(
  invoices: readonly Invoice[],
  side: Side,
): { invoice: Invoice; openFen: number }[] {
  return invoices
    .filter((i) => i.kind === 'invoice')
    .map((invoice) => {
      const open = invoice.standingFen - invoice.paidFen
      return { invoice, openFen: Math.max(0, side === 'owner' ? open : -open) }
    })
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

/** The payment node that is charged next, with what of it was not; what may be charged now bounds it. */
export function nextCharge(
  nodes: readonly { name: string; amountFen: number; advance: boolean }[],
  invoices: readonly Invoice[],
  contract: Pick<Contract, 'status'> & { account: { chargeableFen: number } },
): { node: string; amountFen: number } {
  const charged = new Map<string, number>()
  for (const line of invoices.flatMap((i) => i.lines)) {
    charged.set(line.node, (charged.get(line.node) ?? 0) + line.amountFen)
  }
  const open = nodes
    // before the filing only what is paid in advance
    .filter((n) => contract.status !== 'signed' || n.advance)
    .map((n) => ({ node: n.name, amountFen: n.amountFen - (charged.get(n.name) ?? 0) }))
    .find((n) => n.amountFen > 0)
  const most = Math.max(0, contract.account.chargeableFen)
  return {
    node: open?.node ?? nodes.at(-1)?.name ?? '',
    amountFen: Math.min(open?.amountFen ?? most, most),
  }
}
