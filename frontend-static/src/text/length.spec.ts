import { expect, it } from 'vitest'
import { lengthNote } from './length'

it('says nothing while there is room, how much is left near the end, and how much is too much', () => {
  expect(lengthNote('字'.repeat(3599), 4000)).toEqual({ text: '', over: 0 })
  expect(lengthNote('字'.repeat(3600), 4000)).toEqual({ text: '3600 / 4000 字', over: 0 })
  expect(lengthNote('字'.repeat(4000), 4000).over).toBe(0)
  const much = lengthNote('字'.repeat(10_000), 4000)
  expect(much).toEqual({ text: '10000 / 4000 字，超出 6000 字，请删减', over: 6000 })
})

it('counts characters as people do, without the space around them', () => {
  expect(lengthNote(`  ${'𠮷'.repeat(10)}\n`, 10)).toEqual({ text: '10 / 10 字', over: 0 })
})
