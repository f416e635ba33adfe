import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { problemOf, wasCancelled } from './client'
import type { Problem } from './problem'

/** Something a page loads: its value, or the problem that stands in its place. */
export interface Resource<T> {
  data: ShallowRef<T | null>
  problem: ShallowRef<Problem | null>
  loading: Ref<boolean>
  /** true when the answer takes long enough that a person should be told */
  slow: Ref<boolean>
  reload: () => void
}

const SLOW_AFTER_MS = 3000

/**
 * Loads whenever the input changes; an answer that was overtaken by a newer question is cancelled and never shown.
 * The old value stays while the new one comes, so that the page does not jump. An input of null loads nothing.
 */
export function useResource<I, T>(
  input: () => I | null,
  load: (input: I, signal: AbortSignal) => Promise<T>,
): Resource<T> {
  const data = shallowRef<T | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const loading = ref(false)
  const slow = ref(false)
  let running: AbortController | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  async function run(value: I | null) {
    running?.abort()
    clearTimeout(timer)
    slow.value = false
    if (value === null) {
      loading.value = false
      data.value = null
      problem.value = null
      return
    }
    const mine = new AbortController()
    running = mine
    loading.value = true
    timer = setTimeout(() => (slow.value = true), SLOW_AFTER_MS)
    try {
      const answer = await load(value, mine.signal)
      if (mine.signal.aborted) return
      data.value = answer
      problem.value = null
    } catch (error) {
      if (mine.signal.aborted || wasCancelled(error)) return
      data.value = null
      problem.value = problemOf(error)
    }
    clearTimeout(timer)
    slow.value = false
    loading.value = false
  }

  watch(
    () => JSON.stringify(input()),
    () => void run(input()),
    { immediate: true },
  )
  onScopeDispose(() => {
    running?.abort()
    clearTimeout(timer)
  })
  return { data, problem, loading, slow, reload: () => void run(input()) }
}
