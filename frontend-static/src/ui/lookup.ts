import { onScopeDispose, ref, type ShallowRef } from 'vue'
import { getJson } from '../api/client'
import { useResource } from '../api/resource'
import type { Page } from '../api/types'

const PAUSE_MS = 200
const LONGEST = 100

/** The things of a list that go by what is typed: asked once one pauses. */
export function useLookup<T>(
  path: string,
  query: (typed: string) => Record<string, string | undefined>,
  first = '',
): { found: ShallowRef<Page<T> | null>; askFor: (typed: string) => void } {
  const asked = ref(first)
  let timer: ReturnType<typeof setTimeout> | undefined
  const { data: found } = useResource(
    () => query(asked.value),
    (about, signal) => getJson<Page<T>>(path, { ...about, limit: 20 }, signal),
  )
  onScopeDispose(() => clearTimeout(timer))
  const askFor = (typed: string) => {
    clearTimeout(timer)
    timer = setTimeout(() => (asked.value = typed.slice(0, LONGEST)), PAUSE_MS)
  }
  return { found, askFor }
}
