import { expect, it } from 'vitest'
import { atTheField, whyNot } from './documents'

it('refuses before a byte is sent what the market would refuse', () => {
  expect(whyNot({ name: '空.pdf', size: 0 }, 0)).toBe('“空.pdf”是空文件')
  expect(whyNot({ name: '大.pdf', size: 20 * 1024 * 1024 + 1 }, 0)).toContain('超过 20 MiB')
  expect(whyNot({ name: '好.pdf', size: 20 * 1024 * 1024 }, 10)).toContain('至多 10 份')
  expect(whyNot({ name: '好.pdf', size: 20 * 1024 * 1024 }, 9)).toBe('')
})

it('says at the one field which document is refused', () => {
  expect(
    atTheField({ pointer: '#/documents/1/key', rule: 'document-key', detail: '打不开' }),
  ).toEqual({
    pointer: '#/documents',
    rule: 'document-key',
    detail: '第 2 份附件：打不开；请移除后重新上传',
  })
  const whole = { pointer: '#/documents', detail: '附件不超过 10 份' }
  expect(atTheField(whole)).toBe(whole)
})
