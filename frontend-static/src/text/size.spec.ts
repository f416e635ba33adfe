import { expect, it } from 'vitest'
import { fileSize } from './size'

it('says a size in the unit that people know, and never less than it is', () => {
  expect(fileSize(512)).toBe('512 字节')
  expect(fileSize(1024)).toBe('1 KiB')
  expect(fileSize(1025)).toBe('2 KiB')
  expect(fileSize(20 * 1024 * 1024)).toBe('20 MiB')
  expect(fileSize(1.25 * 1024 * 1024)).toBe('1.3 MiB')
})
