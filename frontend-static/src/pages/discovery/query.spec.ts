import { describe, expect, it } from 'vitest'
import { ANY_OFFERED, askedIn, narrowing, urlOf } from './query'

describe('a question of the search page', () => {
  it('comes back from the URL as it was written there', () => {
    const asked = {
      q: '环评',
      chosen: { type: ['offer'], level: ['甲级', '乙级'] },
      offered: { priceFrom: '1000', priceTo: '81882.35', standing: 'warned' },
    }

    expect(askedIn(urlOf(asked) as Record<string, string | string[]>)).toEqual(asked)
  })

  it('asks the API in fen', () => {
    expect(narrowing({ priceFrom: '0.5', priceTo: '81882.35', standing: '' })).toEqual({
      priceFrom: '50',
      priceTo: '8188235',
    })
  })

  it.each(['面议', '-1', '1.234', '１００', '1e3', '1234567890123'])(
    'does not ask for %s, which is no amount',
    (text) => {
      expect(narrowing({ ...ANY_OFFERED, priceFrom: text })).toEqual({})
    },
  )
})
