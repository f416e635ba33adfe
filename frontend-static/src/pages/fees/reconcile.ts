import type { Contract, Reconciliation } from '../../api/types'
import { difference } from '../../text/contract'
import { wholeFen, yuan } from '../../text/money'
import { amountChanges } from '../contract/contract'

/** One step of the reconciliation, and whether there is anything wrong with it. */
export interface Verdict {
  text: string
  wrong: boolean
}

type Step = Reconciliation['differences'][number]
type Known = Pick<Contract, 'status' | 'supplements' | 'settledFen'>

const open = (text: string): Verdict => ({ text, wrong: false })
const wrong = (step: Step, why: string): Verdict => ({
  text: `${difference(step.differenceFen)}${why}`,
  wrong: true,
})

/**
 * What a difference means. What both sides signed for, and what is not due yet, is no error; what was charged or paid
 * too much, and what one says was paid and the other has not confirmed, is for somebody to look at.
 */
export function verdictOf(step: Step, contract: Known): Verdict {
  const fen = wholeFen(step.differenceFen)
  switch (step.step) {
    case 'award-contract':
      return fen === 0n ? open('相符') : amended(step, contract)
    case 'contract-invoiced':
      return invoiced(step, contract)
    case 'invoiced-paid':
      if (fen === 0n) return open('相符')
      return fen < 0n ? open(`待付款 ${yuan(-fen)} 元`) : wrong(step, '，付款多于开票')
    case 'paid-confirmed':
      return fen === 0n ? open('相符') : wrong(step, '，待收款方确认')
    default:
      return fen === 0n ? open('相符') : wrong(step, '')
  }
}

/** The amounts of the signed supplements lead from one to the next, and the last of them to the contract's. */
function amended(step: Step, contract: Known): Verdict {
  const signed = contract.supplements.filter((s) => s.status === 'signed')
  const explained =
    signed[0]?.amountBeforeFen === step.firstFen && signed.at(-1)?.amountAfterFen === step.secondFen
  if (!explained) return wrong(step, '，没有补充协议说明')
  const fen = wholeFen(step.differenceFen)
  return open(
    `${fen > 0n ? '增加' : '减少'} ${yuan(fen < 0n ? -fen : fen)} 元，由${amountChanges(contract)}变更`,
  )
}

/** What was charged stands against what was settled, where the contract ended before its time. */
function invoiced(step: Step, contract: Known): Verdict {
  const settled = contract.status === 'terminated' ? contract.settledFen : null
  const due = wholeFen(settled ?? step.firstFen)
  const left = due - wholeFen(step.secondFen)
  const of = settled === null ? '' : `结算 ${yuan(settled)} 元，`
  if (left < 0n) return { text: `${of}多开 ${yuan(-left)} 元`, wrong: true }
  return open(`${of}${left === 0n ? '相符' : `尚未开票 ${yuan(left)} 元`}`)
}
