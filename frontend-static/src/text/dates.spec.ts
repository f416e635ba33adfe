import { expect, it } from 'vitest'
import { daysLeft, longTime } from './dates'

it.each([
  ['2026-11-27', '还剩 2 天'],
  ['2026-11-25', '今天到期'],
  ['2026-11-24', '已过 1 天'],
  ['not a day', ''],
])('%s is said as %s', (day, said) => {
  expect(daysLeft(day, '2026-11-25')).toBe(said)
})

it('tells an instant in the time of the market', () => {
  expect(longTime('2026-11-24T16:30:00Z')).toBe('2026-11-25 00:30')
})
