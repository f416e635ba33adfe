import type { Agency } from '../../api/types'

/** Whether a place lies in a region; both are codes of the administrative divisions. */
export function covers(region: string, place: string): boolean {
  if (region === '000000') return true
  if (region.endsWith('0000')) return place.startsWith(region.slice(0, 2))
  return region.endsWith('00') ? place.startsWith(region.slice(0, 4)) : place === region
}

/** Whether an agency has its seat in a region, or serves a place in it now; one that served there is not known of here. */
export function isIn(region: string, agency: Pick<Agency, 'regionCode' | 'regions'>): boolean {
  const places = [agency.regionCode ?? '', ...agency.regions.map((r) => r.code)]
  return places.some((place) => covers(region, place))
}
