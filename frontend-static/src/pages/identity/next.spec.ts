import { expect, it } from 'vitest'
import { placeAfter } from './next'

it.each([
  ['/workbench/application?step=items#f-items', '/workbench/application?step=items#f-items'],
  ['/', '/'],
  [undefined, '/workbench'],
  ['https://elsewhere.example/', '/workbench'],
  ['//elsewhere.example/', '/workbench'],
  ['/\\elsewhere.example/', '/workbench'],
  ['javascript:alert(1)', '/workbench'],
  ['/sign-in?next=/sign-in', '/workbench'],
])('after signing in, %s leads to %s', (next, place) => {
  expect(placeAfter(next)).toBe(place)
})
