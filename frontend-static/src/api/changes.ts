import { onScopeDispose, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import type { Change } from './types'

/**
 * The newest published changes, live. The list starts with what the overview carried; each event is put on top
 * once. Where the stream cannot be had, the list stays as it was and `live` says so.
 */
export function useChanges(keep = 10): {
  changes: ShallowRef<Change[]>
  live: Ref<boolean>
  start: (first: Change[]) => void
} {
  const changes = shallowRef<Change[]>([])
  const live = ref(false)
  let stream: EventSource | null = null

  function add(change: Change) {
    if (changes.value.some((known) => known.position >= change.position)) return
    changes.value = [change, ...changes.value].slice(0, keep)
  }

  function start(first: Change[]) {
    changes.value = first.slice(0, keep)
    if (stream || typeof EventSource === 'undefined') return
    stream = new EventSource('/api/changes')
    stream.onopen = () => (live.value = true)
    stream.onerror = () => (live.value = false)
    stream.onmessage = (event: MessageEvent<string>) => {
      const change = readChange(event.data)
      if (change) add(change)
    }
  }

  onScopeDispose(() => stream?.close())
  return { changes, live, start }
}

function readChange(data: string): Change | null {
  try {
    const change = JSON.parse(data) as Partial<Change>
    return typeof change.position === 'number' && change.code !== undefined
      ? (change as Change)
      : null
  } catch {
    return null
  }
}
