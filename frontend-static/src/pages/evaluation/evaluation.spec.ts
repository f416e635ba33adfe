import { describe, expect, it } from 'vitest'
import { DIMENSIONS, marks, STAR_WORDS } from './evaluation'

describe('stars', () => {
  it('are always five marks', () => {
    expect(marks(3)).toBe('★★★☆☆')
    expect(marks(0)).toBe('☆☆☆☆☆')
    expect(marks(5)).toBe('★★★★★')
  })

  it('have a word each, on four dimensions', () => {
    expect(STAR_WORDS).toHaveLength(5)
    expect(DIMENSIONS.map(([, name]) => name)).toEqual([
      '服务质量',
      '服务时效',
      '服务态度',
      '服务收费',
    ])
  })
})
