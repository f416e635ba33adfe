import { describe, expect, it } from 'vitest'
import { comparedLists } from './compare'

describe('what an application changes', () => {
  it('marks what is new and what is gone, and nothing else', () => {
    expect(comparedLists(['a', 'c'], ['a', 'b'])).toEqual([
      { entry: 'a', state: 'same' },
      { entry: 'c', state: 'added' },
      { entry: 'b', state: 'removed' },
    ])
  })

  it('knows an entry whatever the order of its members', () => {
    const before = [{ number: '1', level: null, kind: 'K' }]
    const now: object[] = [{ kind: 'K', number: '1' }]
    expect(comparedLists(now, before)[0]!.state).toBe('same')
  })

  it('counts what stands twice as twice', () => {
    expect(comparedLists(['a', 'a'], ['a']).map((c) => c.state)).toEqual(['same', 'added'])
  })

  it('marks nothing in a first application', () => {
    expect(comparedLists(['a'], undefined)).toEqual([{ entry: 'a', state: 'same' }])
  })
})
