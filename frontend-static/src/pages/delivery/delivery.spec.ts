import { describe, expect, it } from 'vitest'
import type { Deliverable, Delivery, HandedIn, Practitioner } from '../../api/types'
import {
  handedRowsOf,
  hintOf,
  isChanging,
  missingOf,
  rowsOf,
  signatoryNote,
  unsentOf,
} from './delivery'

const file = (fileNo: number, materialNo: number, replacedBy: number | null = null): Deliverable =>
  ({ fileNo, materialNo, replacedBy }) as Deliverable
const delivery = (files: Deliverable[], deliveries: Partial<HandedIn>[] = []) =>
  ({
    materials: [
      { materialNo: 1, name: '报告书', required: true },
      { materialNo: 2, name: '附图', required: false },
    ],
    files,
    deliveries,
  }) as Delivery

describe('what is handed in', () => {
  it('is missing while a required material has no file that counts', () => {
    expect(missingOf(rowsOf(delivery([file(1, 2)])))).toEqual(['报告书'])
    expect(hintOf(delivery([]), ['报告书'])).toBe('材料清单还缺：报告书。')
    expect(missingOf(rowsOf(delivery([file(1, 1, 2), file(2, 1)])))).toEqual([])
  })

  it('has replaced files beside those that count', () => {
    const [report] = rowsOf(delivery([file(1, 1, 3), file(3, 1)]))
    expect(report!.current.map((f) => f.fileNo)).toEqual([3])
    expect(report!.replaced.map((f) => f.fileNo)).toEqual([1])
  })

  it('is to be sent only where it differs from what was sent last', () => {
    const same = delivery([file(1, 1)], [{ files: [1], status: 'returned' }])
    expect(unsentOf(same)).toEqual([])
    expect(hintOf(same, [])).toContain('请先按退回的理由')
    const mended = delivery([file(1, 1, 2), file(2, 1)], [{ files: [1], status: 'returned' }])
    expect(unsentOf(mended).map((f) => f.fileNo)).toEqual([2])
    expect(hintOf(mended, [])).toContain('整体提交')
  })
})

describe('what the owner accepts', () => {
  const numbers = (files: Deliverable[]) => files.map((f) => f.fileNo)

  it('is what was handed in last, whatever takes its place since', () => {
    // the owner does not get file 2 before it is handed in
    const owner = delivery([file(1, 1, 2)], [{ files: [1], status: 'submitted' }])
    expect(numbers(handedRowsOf(owner)[0]!.current)).toEqual([1])
    expect(isChanging(owner)).toBe(true)
    const whole = delivery([file(1, 1, 2), file(2, 1)], [{ files: [1], status: 'submitted' }])
    expect(numbers(handedRowsOf(whole)[0]!.current)).toEqual([1])
    expect(numbers(handedRowsOf(whole)[0]!.pending)).toEqual([2])
    expect(isChanging(whole)).toBe(true)
  })

  it('leaves earlier files among the replaced ones', () => {
    const again = delivery(
      [file(1, 1, 2), file(2, 1)],
      [
        { files: [1], status: 'returned' },
        { files: [2], status: 'submitted' },
      ],
    )
    const [report] = handedRowsOf(again)
    expect(numbers(report!.current)).toEqual([2])
    expect(numbers(report!.replaced)).toEqual([1])
    expect(report!.pending).toEqual([])
    expect(isChanging(again)).toBe(false)
  })
})

describe('a signatory', () => {
  const known = [
    { name: '张三', certificateNumber: '2015****12', expired: false },
    { name: '李四', certificateNumber: 'H****', expired: true },
  ] as Practitioner[]

  it('is flagged where the directory speaks against it', () => {
    expect(signatoryNote(known, '王五', '')).toContain('没有「王五」')
    expect(signatoryNote(known, '张三', '201600000012')).toContain('2015****12')
    expect(signatoryNote(known, '李四', 'HP-0043')).toContain('过期')
  })

  it('is not flagged where it fits, while it is typed, or where nothing is known', () => {
    expect(signatoryNote(known, '张三', ' 201500000012 ')).toBe('')
    expect(signatoryNote(known, '张', '')).toBe('')
    expect(signatoryNote(known, '', 'HP-0043')).toBe('')
    expect(signatoryNote(null, '王五', '')).toBe('')
  })
})
