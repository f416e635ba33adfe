import { describe, expect, it } from 'vitest'
import { errorAt, errorsIn, errorsOf, fieldId, summaryOf } from './pointers'

const CHECKS = [
  {
    section: 'profile',
    complete: false,
    errors: [{ pointer: '#/profile/phone', detail: '请填写联系电话' }],
  },
  { section: 'items', complete: true, errors: [] },
]

describe('what a form still lacks', () => {
  it('leads to the field by its pointer', () => {
    expect(fieldId('#/profile/phone')).toBe('f-profile-phone')
    expect(fieldId('/qualifications/0/number')).toBe('f-qualifications-0-number')
    expect(fieldId('#')).toBe('f')
  })

  it('says of which entry it speaks', () => {
    const errors = [
      { pointer: '#/qualifications/1/validTo', detail: '证书已到期' },
      { pointer: '#/practitioners', detail: '至少填写一名项目负责人' },
      { pointer: '#/regionCodes/3', detail: '区划重复' },
    ]
    expect(summaryOf(errors)).toEqual([
      { id: 'f-qualifications-1-validTo', text: '第 2 项：证书已到期' },
      { id: 'f-practitioners', text: '至少填写一名项目负责人' },
      { id: 'f-regionCodes-3', text: '第 4 项：区划重复' },
    ])
    expect(errorAt(errors, '#/practitioners')).toBe('至少填写一名项目负责人')
    expect(errorAt(errors, '#/practitioners/0')).toBeUndefined()
  })

  it('is not held against a section that nobody has finished yet', () => {
    expect(errorsIn(CHECKS, 'profile', new Set())).toEqual([])
    expect(errorsIn(CHECKS, 'profile', new Set(['profile']))).toHaveLength(1)
    expect(errorsIn(CHECKS, 'nothing', new Set(['nothing']))).toEqual([])
  })

  it('is said of the whole form when the refusal names no field', () => {
    const problem = { type: '/problems/x', title: '当前状态不允许此操作', status: 409 }
    expect(errorsOf(problem)).toEqual([{ pointer: '#', detail: '当前状态不允许此操作' }])
    expect(errorsOf({ ...problem, errors: CHECKS[0]!.errors })).toEqual(CHECKS[0]!.errors)
  })
})
