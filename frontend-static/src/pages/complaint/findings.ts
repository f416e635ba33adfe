import { computed } from 'vue'
import { getJson } from '../../api/client'
import { useResource } from '../../api/resource'
import type { ConductFinding, Page } from '../../api/types'
import { FINDINGS } from '../../text/rating'

/** What a decision was about, as far as its findings are found by it. */
interface Decided {
  number: string
  effects: string[] | null
  uscc: string | null
}

/**
 * Which findings a decision has made; a complaint says only that there are some, the agency's own list says which. That
 * the complaint was upheld is one, too, and is said already.
 */
export function useFindings(decided: () => Decided | null) {
  const { data } = useResource(
    () => (decided()?.effects?.includes('finding') ? decided()!.uscc : null),
    (uscc, signal) =>
      getJson<Page<ConductFinding>>(
        `/api/agencies/${encodeURIComponent(uscc)}/conduct-findings`,
        { limit: 100 },
        signal,
      ),
  )
  return computed(() => {
    const kinds = (data.value?.items ?? [])
      .filter((f) => f.source === decided()?.number && f.kind !== 'complaint_upheld')
      .map((f) => FINDINGS[f.kind] ?? f.kind)
    return [...new Set(kinds)]
  })
}
