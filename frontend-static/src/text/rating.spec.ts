import { describe, expect, it } from 'vitest'
import { gradeText, points } from './rating'

describe('a score', () => {
  it('has two places, always', () => {
    expect(points(8605)).toBe('86.05')
    expect(points(10_000)).toBe('100.00')
    expect(points(0)).toBe('0.00')
  })

  it('has a grade, or says why it has none', () => {
    expect(gradeText('A', null)).toBe('A 级')
    expect(gradeText(null, 'few-contracts')).toBe('不定级：计入的合同太少')
    expect(gradeText(null, null)).toBe('不定级')
  })
})
