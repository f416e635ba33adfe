import { describe, expect, it } from 'vitest'
import type { Complaint } from '../../api/types'
import { aboutOf, isDesk, nextOf } from './complaint'

const standing = (more: Partial<Complaint>) =>
  ({
    status: 'received',
    side: null,
    desk: 'price',
    acceptBy: '2026-12-02T16:00:00Z',
    decideBy: null,
    statementBy: null,
    statement: null,
    outcome: null,
    ...more,
  }) as Complaint

describe('what comes next', () => {
  it('is for the desk to accept, then to decide', () => {
    expect(nextOf(standing({}))).toEqual({
      text: '由市场监督管理部门决定是否受理。',
      term: '受理期限',
      lastDay: '2026-12-02',
    })
    const accepted = standing({ status: 'accepted', decideBy: '2026-12-18T16:00:00Z' })
    expect(nextOf(accepted)).toMatchObject({ term: '处理期限', lastDay: '2026-12-18' })
  })

  it('is for the one complained about to speak, while it may', () => {
    const asked = standing({
      status: 'accepted',
      side: 'against',
      statementBy: '2026-12-04T16:00:00Z',
    })
    expect(nextOf(asked).term).toBe('陈述期限')
    expect(nextOf({ ...asked, statement: '我方没有收取加急费。' }).term).toBe('处理期限')
  })

  it('is nothing once it is decided or withdrawn', () => {
    expect(nextOf(standing({ status: 'decided', outcome: 'partly' })).text).toContain('部分成立')
    expect(nextOf(standing({ status: 'withdrawn' })).term).toBe('')
  })
})

it('a desk is the operator or a regulator, never both', () => {
  expect(isDesk('operator', 'operator')).toBe(true)
  expect(isDesk('operator', 'price')).toBe(false)
  expect(isDesk('regulator', 'price')).toBe(true)
  expect(isDesk('agency', 'operator')).toBe(false)
})

it('a complaint names what it is about', () => {
  expect(aboutOf({ subject: 'fee', requestNumber: 'CG-1', contractNumber: 'HT-1' })).toBe(
    '收费：HT-1',
  )
  expect(aboutOf({ subject: 'selection', requestNumber: 'CG-1', contractNumber: null })).toBe(
    '选取：CG-1',
  )
})
