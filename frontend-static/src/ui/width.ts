import { onBeforeUnmount, ref, watch, type Ref } from 'vue'

/** How wide a drawing's frame is, as long as it is there; `first` until that is known, and never below `least`. */
export function useWidth(
  frame: Ref<HTMLElement | undefined>,
  first: number,
  least: number,
): Ref<number> {
  const width = ref(first)
  if (typeof ResizeObserver === 'undefined') return width
  const watcher = new ResizeObserver(([entry]) => {
    if (entry) width.value = Math.max(least, Math.round(entry.contentRect.width))
  })
  // the frame may come long after the component, or go for a while
  watch(
    frame,
    (now) => {
      watcher.disconnect()
      if (now) watcher.observe(now)
    },
    { immediate: true, flush: 'post' },
  )
  onBeforeUnmount(() => watcher.disconnect())
  return width
}
