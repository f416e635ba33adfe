import { computed } from 'vue'
import { getJson } from '../../api/client'
import { useResource } from '../../api/resource'
import type { Page, Region } from '../../api/types'

const PREFECTURE = '433100'

/** The prefecture's counties, and the names of all regions the list knows. */
export function useCounties() {
  const { data } = useResource(
    () => 'regions',
    (_, signal) => getJson<Page<Region>>('/api/regions', { limit: 100 }, signal),
  )
  const all = computed(() => data.value?.items ?? [])
  const counties = computed(() =>
    all.value.filter((r) => r.code.startsWith('4331') && r.code !== PREFECTURE),
  )
  const nameOf = (code: string) => all.value.find((r) => r.code === code)?.name ?? code
  return { counties, nameOf }
}

/** The places an agency serves, shortly: a region that covers the prefecture covers all its counties. */
export function placesText(codes: string[], nameOf: (code: string) => string, most = 3): string {
  if (codes.some((c) => c === PREFECTURE || c === '430000' || c === '000000')) return '全州'
  const names = codes.map(nameOf)
  if (names.length >= 8) return '全州各县市'
  return names.length > most
    ? `${names.slice(0, most).join('、')}等 ${names.length} 个县市`
    : names.join('、') || '—'
}
