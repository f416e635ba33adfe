import { describe, expect, it } from 'vitest'
import { stretches } from './highlight'

describe('highlighting', () => {
  it('tells hits from the rest', () => {
    expect(stretches('建设项目<em>环境影响评价</em>文件')).toEqual([
      { text: '建设项目', hit: false },
      { text: '环境影响评价', hit: true },
      { text: '文件', hit: false },
    ])
  })

  it('keeps every other tag as text', () => {
    const hostile = '<img src=x onerror=alert(1)><em>环评</em><script>1</script>'
    expect(stretches(hostile).map((s) => s.text)).toEqual([
      '<img src=x onerror=alert(1)>',
      '环评',
      '<script>1</script>',
    ])
  })

  it('keeps a stray em as text', () => {
    expect(stretches('a</em>b<em>c')).toEqual([{ text: 'a</em>b<em>c', hit: false }])
  })

  it('a text without hits is one stretch, an empty text none', () => {
    expect(stretches('环评')).toEqual([{ text: '环评', hit: false }])
    expect(stretches('')).toEqual([])
  })
})
