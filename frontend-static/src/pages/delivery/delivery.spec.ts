import { describe, expect, it } from 'vitest'
import type { Deliverable, Delivery, HandedIn } from '../../api/types'
import { hintOf, missingOf, rowsOf, unsentOf } from './delivery'

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
