import { expect, it } from 'vitest'
import type { Capacity } from '../../api/session'
import { mayRead } from './documents'

const NUMBER = 'CG-433101-20261110-0001'
const somebody = (role: Capacity['role'], uscc = '', region = ''): Capacity => ({
  id: 'c',
  role,
  manager: false,
  organisation: uscc ? { id: 'o', name: '某', uscc, kind: role } : null,
  department: null,
  region: region ? { code: region, name: '某地' } : null,
})

it('leads to the documents those who may read them, and nobody else', () => {
  expect(mayRead(null, false, NUMBER, 'A')).toBe(false)
  expect(mayRead(somebody('enterprise', 'E'), false, NUMBER, 'A')).toBe(false)
  expect(mayRead(somebody('enterprise', 'E'), true, NUMBER, 'A')).toBe(true)
  expect(mayRead(somebody('agency', 'A'), false, NUMBER, 'A')).toBe(true)
  expect(mayRead(somebody('agency', 'B'), false, NUMBER, 'A')).toBe(false)
  expect(mayRead(somebody('operator'), false, NUMBER, 'A')).toBe(true)
  expect(mayRead(somebody('regulator', '', '433100'), false, NUMBER, 'A')).toBe(true)
  expect(mayRead(somebody('regulator', '', '000000'), false, NUMBER, 'A')).toBe(true)
  expect(mayRead(somebody('regulator', '', '430100'), false, NUMBER, 'A')).toBe(false)
})
