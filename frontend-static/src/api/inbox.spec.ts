import { expect, it } from 'vitest'
import { addressOf } from './inbox'

const number = 'CG-433101-20261128-0001'

it('leads from a message to what it is about', () => {
  expect(addressOf({ kind: 'request.matched', subject: number })).toBe(`/notices/${number}`)
  expect(addressOf({ kind: 'award.made', subject: number })).toBe(`/notices/${number}/award`)
  expect(addressOf({ kind: 'lot.failed', subject: number })).toBe(`/notices/${number}/award`)
  const id = '0195f1c0-0000-7000-8000-000000000001'
  const contract = 'HT-433101-20261128-0001-1'
  const page = `/workbench/contracts/${contract}`
  expect(addressOf({ kind: 'contract.signed', subject: contract })).toBe(page)
  expect(addressOf({ kind: 'invoice.issued', subject: contract })).toBe(`${page}/charges`)
  expect(addressOf({ kind: 'delivery.submitted', subject: contract })).toBe(`${page}/delivery`)
  expect(addressOf({ kind: 'evaluation.evaluated', subject: contract })).toBe(`${page}/evaluation`)
  const complaint = 'TS-433100-20261128-0001'
  expect(addressOf({ kind: 'complaint.accepted', subject: complaint })).toBe(
    `/workbench/complaints/${complaint}`,
  )
  expect(addressOf({ kind: 'measure.opened', subject: id })).toBe(`/workbench/measures/${id}`)
  expect(addressOf({ kind: 'rating.published', subject: '2025-1' })).toBe('/workbench/ratings')
  expect(addressOf({ kind: 'request.returned', subject: id })).toBe(`/workbench/requests/${id}`)
})

it('leads nowhere else', () => {
  expect(addressOf({ kind: 'x', subject: '//evil.example' })).toBeNull()
  expect(addressOf({ kind: 'x', subject: `${number}/../..` })).toBeNull()
})
