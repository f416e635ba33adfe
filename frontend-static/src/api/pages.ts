import { onScopeDispose, ref, shallowRef, watch } from 'vue'
import { problemOf, wasCancelled } from './client'
import type { Problem } from './problem'

interface Portion<T> {
  items: T[]
  total: number
  nextCursor: string | null
}

/**
 * A list that grows by cursor. A change of the input starts it anew; the old list stays visible until the first
 * portion of the new one is here.
 */
export function usePages<I, T, A extends Portion<T> = Portion<T>>(
  input: () => I,
  load: (input: I, cursor: string | undefined, signal: AbortSignal) => Promise<A>,
) {
  const items = shallowRef<T[]>([])
  const first = shallowRef<A | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const loading = ref(false)
  const slow = ref(false)
  let cursor: string | null = null
  let running: AbortController | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  async function run(from: string | undefined) {
    running?.abort()
    clearTimeout(timer)
    const mine = new AbortController()
    running = mine
    loading.value = true
    slow.value = false
    timer = setTimeout(() => (slow.value = true), 3000)
    try {
      const portion = await load(input(), from, mine.signal)
      if (mine.signal.aborted) return
      items.value = from ? [...items.value, ...portion.items] : portion.items
      if (!from) first.value = portion
      cursor = portion.nextCursor
      problem.value = null
    } catch (error) {
      if (mine.signal.aborted || wasCancelled(error)) return
      problem.value = problemOf(error)
    }
    clearTimeout(timer)
    slow.value = false
    loading.value = false
  }

  watch(
    () => JSON.stringify(input()),
    () => void run(undefined),
    { immediate: true },
  )
  onScopeDispose(() => {
    running?.abort()
    clearTimeout(timer)
  })
  return {
    items,
    first,
    problem,
    loading,
    slow,
    reload: () => void run(undefined),
    more: () => void (cursor && run(cursor)),
    hasMore: () => cursor !== null,
  }
}
