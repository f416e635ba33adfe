import { describe, expect, it } from 'vitest'
import type { Contract, FeeLine, Invoice, Payment } from '../../api/types'
import {
  chargeNote,
  limitReason,
  mayConfirm,
  nextCharge,
  nodeNote,
  openNodes,
  payable,
  payNote,
  standingLines,
} from './fees'

const line = (lineNo: number, amountFen: number, creditedBy: number | null = null) =>
  ({ lineNo, amountFen, creditedBy }) as FeeLine
const invoice = (more: Partial<Invoice>) =>
  ({ invoiceNo: 1, kind: 'invoice', standingFen: 0, paidFen: 0, lines: [], ...more }) as Invoice
const contract = (status: string, limitFen: number, amountFen: number, priceFen: number) =>
  ({ status, account: { limitFen, amountFen }, price: { priceFen } }) as Contract

describe('charges', () => {
  it('say to the fen what is too much', () => {
    expect(chargeNote(['300'], 30_000)).toEqual({
      text: '本张合计 300.00 元，还可开票 300.00 元，开票之后还剩 0.00 元。',
      over: false,
    })
    expect(chargeNote(['300.01'], 30_000)).toMatchObject({ over: true })
    expect(chargeNote(['300.01'], 30_000).text).toContain('超出 0.01 元')
    expect(chargeNote([''], 30_000).text).toContain('还没有填好')
  })

  const nodes = [
    { name: '预付', amountFen: 30, advance: true },
    { name: '付清', amountFen: 70, advance: false },
  ]
  const of = (status: string, chargeableFen: number, amountFen = 100) => ({
    status,
    account: { chargeableFen, amountFen },
  })
  const once = [invoice({ lines: [{ ...line(1, 30), node: '预付' }] })]

  it('go on with the node that is not charged yet', () => {
    expect(nextCharge(openNodes(nodes, [], of('signed', 30)))).toEqual({
      node: '预付',
      amountFen: 30,
    })
    expect(nextCharge(openNodes(nodes, once, of('filed', 60)))).toEqual({
      node: '付清',
      amountFen: 60,
    })
    const added = openNodes(nodes, once, of('filed', 80, 110))
    expect(nextCharge(added)).toEqual({ node: '付清', amountFen: 70 })
    expect(nextCharge([])).toEqual({ node: '', amountFen: 0 })
  })

  it('are only for advances before the filing', () => {
    expect(openNodes(nodes, [], of('signed', 30)).map((n) => n.name)).toEqual(['预付'])
    expect(openNodes(nodes, [], of('filed', 100)).map((n) => n.name)).toEqual(['预付', '付清'])
  })

  it('may come under any node for what a supplement added', () => {
    const left = (amountFen: number, chargeableFen: number) =>
      openNodes(nodes, once, of('filed', chargeableFen, amountFen)).map((n) => n.leftFen)
    expect(left(100, 70)).toEqual([0, 70])
    expect(left(110, 80)).toEqual([10, 80])
    expect(left(90, 60)).toEqual([0, 60])
  })

  it('say what is left of their node, over all lines of it', () => {
    const [, rest] = openNodes(nodes, once, of('filed', 70))
    const lines = [
      { node: '付清', amount: '0.5' },
      { node: '付清', amount: '0.21' },
      { node: '预付', amount: '9' },
    ]
    expect(nodeNote(rest, lines)).toMatchObject({ over: true })
    expect(nodeNote(rest, lines).text).toContain('超出 0.01 元')
    expect(nodeNote(rest, lines.slice(0, 1))).toEqual({
      text: '这个节点还可开票 0.70 元。',
      over: false,
    })
  })

  it('say why there is no more to charge', () => {
    expect(limitReason(contract('signed', 1, 2, 3))).toContain('预付款')
    expect(limitReason(contract('terminated', 1, 2, 3))).toContain('结算')
    expect(limitReason(contract('filed', 2, 3, 2))).toContain('公布价格')
    expect(limitReason(contract('filed', 3, 3, 3))).toContain('合同金额')
  })
})

describe('payments', () => {
  it('close what stands open: the owner pays it, the agency sends back what is too much', () => {
    const open = invoice({ standingFen: 500, paidFen: 200 })
    const over = invoice({ invoiceNo: 2, standingFen: 0, paidFen: 100 })
    const credit = invoice({ invoiceNo: 3, kind: 'credit' })
    const all = [open, over, credit]
    expect(payable(all, 'owner')).toEqual([
      { invoice: open, openFen: 300, mostFen: 300 },
      { invoice: over, openFen: 0, mostFen: 0 },
    ])
    expect(payable(all, 'agency')).toEqual([
      { invoice: open, openFen: 0, mostFen: 200 },
      { invoice: over, openFen: 100, mostFen: 100 },
    ])
  })

  it('say the bound before it is typed', () => {
    const [open] = payable([invoice({ standingFen: 500, paidFen: 200 })], 'owner')
    expect(payNote(open!, 'owner')).toContain('未付 3.00 元')
    const [over] = payable([invoice({ standingFen: 100, paidFen: 200 })], 'agency')
    expect(payNote(over!, 'agency')).toContain('已付 2.00 元，其中多付 1.00 元')
  })

  it('are confirmed by the one who got them, once', () => {
    const payment = { kind: 'payment', confirmedAt: null } as Payment
    expect(mayConfirm(payment, 'agency')).toBe(true)
    expect(mayConfirm(payment, 'owner')).toBe(false)
    expect(mayConfirm({ ...payment, kind: 'refund' }, 'owner')).toBe(true)
    expect(mayConfirm({ ...payment, confirmedAt: '2026-11-27T00:00:00Z' }, 'agency')).toBe(false)
    expect(mayConfirm(payment, null)).toBe(false)
  })
})

it('takes back lines once', () => {
  const all = invoice({ lines: [line(1, 100), line(2, 100, 3), line(3, -100)] })
  expect(standingLines(all).map((l) => l.lineNo)).toEqual([1])
})
