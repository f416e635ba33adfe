import { describe, expect, it } from 'vitest'
import { normalUscc, usccProblem } from './uscc'

describe('a unified social credit code', () => {
  it.each(['91430000DEM000014T', '91433125DEM0000227', '91350100M000100Y43'])(
    '%s has both its check digits',
    (code) => {
      expect(usccProblem(code, true)).toBeNull()
    },
  )

  it('is taken in lower case and with blanks, and kept in upper case', () => {
    expect(usccProblem(' 91430000 dem000014t ', true)).toBeNull()
    expect(normalUscc(' 91430000 dem000014t ')).toBe('91430000DEM000014T')
  })

  it.each([...'IOSVZiosvz'])('never holds the letter %s, and says so while one types', (letter) => {
    expect(usccProblem(`9143${letter}`, false)).toContain(`第 5 位“${letter.toUpperCase()}”`)
    expect(usccProblem(`9143${letter}`, false)).toContain('不使用 I、O、S、V、Z')
  })

  it('is not called too short before the person has left the field', () => {
    expect(usccProblem('9143', false)).toBeNull()
    expect(usccProblem('9143', true)).toContain('已输入 4 位')
    expect(usccProblem('', true)).toContain('已输入 0 位')
  })

  it('is refused where a single place is wrong, or two are swapped', () => {
    expect(usccProblem('91430000DEM0000147', false)).toContain('第 18 位')
    expect(usccProblem('91430000DEM000024T', false)).toContain('第 17 位')
    expect(usccProblem('91430000DME000014T', false)).toContain('第 17 位')
  })

  it('names full-width characters and letters where the region stands', () => {
    expect(usccProblem('９1430000', false)).toContain('第 1 位')
    expect(usccProblem('914A', false)).toContain('应为数字')
    expect(usccProblem('91430000DEM000014T0', false)).toContain('已输入 19 位')
  })
})
