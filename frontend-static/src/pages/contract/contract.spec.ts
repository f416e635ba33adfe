import { describe, expect, it } from 'vitest'
import type { Contract } from '../../api/types'
import {
  bodyOf,
  dutyOf,
  hashOf,
  openProposal,
  sideOf,
  sumNote,
  sumOf,
  supplementedNote,
} from './contract'

const document = (...sides: string[]) => ({
  documentNo: 1,
  side: null,
  at: '2026-11-20T02:00:00Z',
  text: '{}',
  hash: '0'.repeat(64),
  confirmations: sides.map((side) => ({ side, at: '2026-11-21T02:00:00Z' })),
})
const standing = (more: Partial<Contract>) =>
  ({
    status: 'drafting',
    documents: [document()],
    signBy: '2026-12-11T16:00:00Z',
    fileBy: null,
    supplements: [],
    terminations: [],
    ...more,
  }) as unknown as Contract

describe('what is to be done next', () => {
  it('is for each side to confirm the same text', () => {
    expect(dutyOf(standing({}), 'owner')).toMatchObject({ term: '签约期限', lastDay: '2026-12-11' })
    const half = standing({ documents: [document('owner')] })
    expect(dutyOf(half, 'owner').text).toContain('等待对方确认')
    expect(dutyOf(half, 'agency').text).toContain('对方已确认')
    expect(dutyOf(half, null).text).toContain('项目业主已确认')
  })

  it('says no day where the calendar does not reach', () => {
    const duty = dutyOf(standing({ status: 'signed', signBy: null }), 'agency')
    expect(duty).toMatchObject({ term: '备案期限', lastDay: null })
  })

  it('is first of all to answer what was proposed', () => {
    const asked = standing({
      status: 'filed',
      supplements: [{ status: 'proposed', side: 'agency' }] as Contract['supplements'],
    })
    expect(openProposal(asked)).toEqual({ what: '补充协议', side: 'agency' })
    expect(dutyOf(asked, 'agency').text).toContain('撤回')
    expect(dutyOf(asked, 'owner').text).toContain('请查看并答复')
    expect(dutyOf(asked, null).text).toContain('中介机构提出了补充协议')
    expect(dutyOf(asked, null).term).toBe('交付日')
  })
})

describe('after the filing', () => {
  it('it is to hand in, to accept, and to evaluate', () => {
    const filed = standing({ status: 'filed', deliverUntil: '2026-12-31T16:00:00Z' })
    expect(dutyOf(filed, 'agency')).toMatchObject({ term: '交付日', lastDay: '2026-12-31' })
    expect(dutyOf(filed, 'agency').text).toContain('提交成果')
    const handedIn = standing({ status: 'delivered', acceptBy: '2026-12-11T16:00:00Z' })
    expect(dutyOf(handedIn, 'owner').text).toContain('逾期未答复视为验收')
    expect(dutyOf(handedIn, 'agency').text).toContain('等待项目业主验收')
    const accepted = standing({ status: 'accepted', evaluateBy: '2026-12-18T16:00:00Z' })
    expect(dutyOf(accepted, 'owner')).toMatchObject({ term: '评价期限', lastDay: '2026-12-18' })
  })

  it('nothing runs any more once it is evaluated', () => {
    const done = standing({ status: 'accepted', evaluateBy: null })
    expect(dutyOf(done, 'owner')).toEqual({
      text: '成果已验收；结清费用。',
      term: '',
      lastDay: null,
    })
  })
})

describe('payment nodes', () => {
  it('come to the amount to the fen', () => {
    expect(sumNote(['3万', '68,000'], 9_800_000)).toBe('合计 98,000.00 元，与合同金额相符。')
    expect(sumNote(['97999.99'], 9_800_000)).toContain('还差 0.01 元')
    expect(sumNote(['98000.01'], 9_800_000)).toContain('超出合同金额 0.01 元')
    expect(sumNote(['1', ''], 100)).toBe('有金额还没有填好。')
    expect(sumOf(['0.1', '0.2'])).toBe(30n)
  })
})

it('reads a text, and none that is not one', () => {
  expect(bodyOf('{"nodes":[],"clauses":[]}')).toMatchObject({ nodes: [] })
  expect(bodyOf('{"nodes":1}')).toBeNull()
  expect(bodyOf('no')).toBeNull()
})

it('computes the hash that both sides confirm', async () => {
  expect(await hashOf('合同')).toMatch(/^[0-9a-f]{64}$/)
  expect(await hashOf('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
})

it('knows for which side one acts', () => {
  expect([sideOf('enterprise'), sideOf('agency'), sideOf('operator')]).toEqual([
    'owner',
    'agency',
    null,
  ])
})

it('says what a supplement changed beside nodes that stay as they were signed', () => {
  const nodes = [{ amountFen: 30 }, { amountFen: 70 }]
  const signed = (after: number) => ({
    supplements: [
      { supplementNo: 1, status: 'signed', amountBeforeFen: 100, amountAfterFen: after },
    ] as Contract['supplements'],
    account: { amountFen: after },
  })
  expect(supplementedNote(nodes, signed(110))).toContain('增加 0.10 元')
  expect(supplementedNote(nodes, signed(110))).toContain('任一节点')
  expect(supplementedNote(nodes, signed(90))).toContain('减少 0.10 元')
  expect(supplementedNote(nodes, { supplements: [], account: { amountFen: 100 } })).toBe('')
})
