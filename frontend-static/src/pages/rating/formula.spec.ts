import { describe, expect, it } from 'vitest'
import { formula as FIRST } from '../../../test/fixture/rating'
import {
  appliesFrom,
  appliesText,
  bodyOf,
  changesOf,
  faultsOf,
  numbersOf,
  readNumbers,
  sumOf,
  typedOf,
} from './formula'

const REASON = '提高监督检查的分量'
const typed = (more: Record<string, string> = {}) => readNumbers({ ...typedOf(FIRST), ...more })
const pointers = (more: Record<string, string>) =>
  faultsOf(typed(more), REASON).map((f) => f.pointer)

describe('a new version of the formula', () => {
  it('begins as a copy, and a copy that is read again is the same', () => {
    expect(typedOf(FIRST)['#/priorHundredths']).toBe('3.00')
    expect(typed()).toEqual(numbersOf(FIRST))
    expect(changesOf(numbersOf(FIRST), typed())).toEqual([])
    const { version: _, at: __, ...body } = FIRST
    expect(bodyOf(typed(), ' 首版公式。 ')).toEqual(body)
  })

  it('is refused where its weights do not come to a hundred, and says to what they come', () => {
    const faults = faultsOf(typed({ '#/weights/supervision': '20' }), REASON)
    expect(faults).toEqual([{ pointer: '#/weights', detail: '五项权重之和应为 100，现为 105' }])
    expect(sumOf(typed({ '#/weights/supervision': '很多' }))).toBeNull()
  })

  it('is refused where the grades do not descend, or the warning is outside the third', () => {
    expect(pointers({ '#/grades/b': '90' })).toEqual(['#/grades'])
    expect(pointers({ '#/warnBelow': '81' })).toEqual(['#/warnBelow'])
    expect(pointers({ '#/warnBelow': '59' })).toEqual(['#/warnBelow'])
    expect(pointers({ '#/warnBelow': '80' })).toEqual([])
  })

  it('is refused where a number is none or beyond its bounds, at its own field', () => {
    expect(pointers({ '#/shrinkage': '0' })).toEqual(['#/shrinkage'])
    expect(pointers({ '#/priorHundredths': '5.01' })).toEqual(['#/priorHundredths'])
    expect(pointers({ '#/priorHundredths': '3.001' })).toEqual(['#/priorHundredths'])
    expect(pointers({ '#/deductions/falseMaterial': '-1' })).toEqual(['#/deductions/falseMaterial'])
    expect(pointers({ '#/leastContracts': '３' })).toEqual([])
    expect(faultsOf(typed(), '').map((f) => f.detail)).toEqual(['请填写理由'])
  })

  it('is shown against the one before', () => {
    const now = typed({ '#/weights/quality': '35', '#/priorHundredths': '3.5' })
    expect(changesOf(numbersOf(FIRST), now).map((c) => `${c.label} ${c.from} ${c.to}`)).toEqual([
      '权重：业主评价 40 分 35 分',
      '业主评价与监督检查：没有评价时的平均 3.00 星 3.50 星',
    ])
  })

  it('is used from the year after the last that was rated, and by what is computed again', () => {
    const runs = [
      { year: 2025, status: 'publicity' },
      { year: 2025, status: 'superseded' },
      { year: 2024, status: 'final' },
    ]
    expect(appliesFrom(runs)).toEqual({ year: 2026, again: [2025] })
    expect(appliesText(appliesFrom(runs))).toContain('2025 年度还没有确定')
    expect(appliesFrom([], '2026-11-28')).toEqual({ year: 2025, again: [] })
  })
})
