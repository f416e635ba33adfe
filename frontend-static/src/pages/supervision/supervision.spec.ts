import { expect, it } from 'vitest'
import { covers, isIn } from './supervision'

it('a region covers its own places and no others', () => {
  expect(covers('433100', '433101')).toBe(true)
  expect(covers('433100', '433100')).toBe(true)
  expect(covers('433100', '431200')).toBe(false)
  expect(covers('433101', '433100')).toBe(false)
  expect(covers('430000', '433101')).toBe(true)
  expect(covers('000000', '110000')).toBe(true)
})

it('an agency is watched by its seat and by what it serves', () => {
  const agency = (regionCode: string, ...codes: string[]) => ({
    regionCode,
    regions: codes.map((code) => ({ code, name: null })),
  })
  expect(isIn('433100', agency('430100', '433122'))).toBe(true)
  expect(isIn('433100', agency('433101'))).toBe(true)
  expect(isIn('433100', agency('430100', '430000'))).toBe(false)
})
