import { expect, it } from 'vitest'
import type { MaterialList } from '../../api/types'
import { changesOf, faultsOf } from './materials'

const BEFORE: MaterialList = {
  itemCode: 'S-HJ-001',
  version: 1,
  since: '2026-03-01T02:00:00Z',
  reason: '州环保局来函',
  earlier: [],
  materials: [
    { materialNo: 1, name: '环境影响报告书', required: true },
    { materialNo: 2, name: '公众参与说明', required: false },
  ],
}
const line = (name: string, required = true) => ({ name, required })

it('a list without a line, with too many or without anything required is refused whole', () => {
  const details = (lines: ReturnType<typeof line>[]) => faultsOf(lines).map((f) => f.detail)
  expect(details([])).toEqual(['材料清单应为 1 至 30 项'])
  expect(details(Array.from({ length: 31 }, (_, i) => line(`材料 ${i}`)))).toHaveLength(1)
  expect(details([line('报告书', false)])).toEqual(['至少一项为必需：没有成果不得收费（空收费）'])
  expect(details([line('报告书')])).toEqual([])
})

it('a name that is missing, short or there already is refused at its line', () => {
  expect(faultsOf([line('报告书'), line(''), line('图'), line(' 报告书 ')])).toEqual([
    { pointer: '#/materials/1/name', detail: '请填写材料名称' },
    { pointer: '#/materials/2/name', detail: '材料名称应为 2 至 100 个字符' },
    { pointer: '#/materials/3/name', detail: '材料名称不能重复' },
  ])
})

it('what is added, left out, required otherwise or moved is said in words', () => {
  expect(changesOf(BEFORE, [line('环境影响报告书'), line('公众参与说明', false)])).toEqual([])
  expect(changesOf(BEFORE, [line('公众参与说明'), line('环境影响报告书')])).toEqual([
    '「公众参与说明」改为必需',
    '次序有调整',
  ])
  expect(changesOf(BEFORE, [line('环境影响报告书'), line('监测原始记录', false)])).toEqual([
    '增加「监测原始记录」（可选）',
    '删去「公众参与说明」',
  ])
})
